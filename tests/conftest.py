"""What all tests share."""

from hypothesis import HealthCheck, settings

# The same examples every time, so that two runs on one commit have one outcome. The clock of a busy machine
# is no finding.
settings.register_profile(
    "repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.load_profile("repeatable")
