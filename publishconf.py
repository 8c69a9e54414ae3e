"""What differs when the site is published."""

import os

from pelicanconf import *  # noqa: F403 - Pelican's settings are the names of a module

# Both are given by whoever publishes, so that a fork never claims another site's address.
SITEURL = os.environ.get("MASTHEAD_SITE_URL", "").rstrip("/")
FEED_DOMAIN = SITEURL or FEED_DOMAIN  # noqa: F405
SECURITY_CONTACT = os.environ.get("MASTHEAD_SECURITY_CONTACT", "")
SURVEY_SERVICE = os.environ.get("MASTHEAD_SERVICE_URL", "http://127.0.0.1:8001").rstrip("/")
