"""Definitions and responses."""

import sqlalchemy as sa
from alembic import op

from survey_server.store.tables import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "definition",
        sa.Column("survey", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("first_seen", Instant, nullable=False),
        sa.PrimaryKeyConstraint("survey", "digest", name="pk_definition"),
    )
    op.create_table(
        "response",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False, autoincrement=True
        ),
        sa.Column("survey", sa.Text, nullable=False),
        sa.Column("definition", sa.String(64), nullable=False),
        sa.Column("submission_id", sa.String(64), nullable=False),
        sa.Column("receipt", sa.String(64), nullable=False),
        sa.Column("received_at", Instant, nullable=False),
        sa.Column("answers", sa.Text),
        sa.Column("context", sa.Text),
        sa.Column("erased_at", Instant),
        sa.PrimaryKeyConstraint("id", name="pk_response"),
        sa.UniqueConstraint("receipt", name="uq_response_receipt"),
        sa.UniqueConstraint("survey", "submission_id", name="uq_response_survey_submission_id"),
        sa.ForeignKeyConstraint(
            ["survey", "definition"],
            ["definition.survey", "definition.digest"],
            name="fk_response_definition",
        ),
    )
    op.create_index("ix_response_survey_received_at", "response", ["survey", "received_at"])


def downgrade() -> None:
    """Drop both tables, with every answer in them."""
    op.drop_table("response")
    op.drop_table("definition")
