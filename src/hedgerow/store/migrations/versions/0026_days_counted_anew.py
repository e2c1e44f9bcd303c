"""Days are counted anew: the events of a day's last second have rows of their own in the engine (ADR 13).

Revision ID: 0026
Revises: 0025
"""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM rollup_days")
    op.execute("DELETE FROM sealed_days")


def downgrade() -> None:
    upgrade()
