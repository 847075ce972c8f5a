"""What the dashboard needs: accounts that sign in, settings of bots, what bots did."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)
ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


def upgrade() -> None:
    op.add_column(
        "users", sa.Column("role", sa.String(16), nullable=False, server_default="person")
    )
    op.create_table(
        "logins",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("method", sa.String(16), nullable=False),
        sa.Column("agent", sa.String(200), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_logins_user_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_logins"),
        sa.UniqueConstraint("token_hash", name="uq_logins_token_hash"),
    )
    op.create_index("idx_logins_user", "logins", ["user_id"])
    op.create_table(
        "sign_in_links",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_sign_in_links_user_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_links"),
        sa.UniqueConstraint("token_hash", name="uq_sign_in_links_token_hash"),
    )
    op.create_table(
        "activity_hours",
        sa.Column("session_id", sa.String(36), nullable=False),
        sa.Column("hour", MOMENT, nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("commands", sa.JSON(), nullable=False),
        sa.Column("latency", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_activity_hours_session_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session_id", "hour", name="pk_activity_hours"),
    )
    for column in (
        sa.Column("handle", sa.String(12), nullable=True),
        sa.Column("revision", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("settings_wanted", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("settings_told", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("pair_anew", sa.String(36), nullable=True),
    ):
        op.add_column("sessions", column)
    _name_sessions()
    op.create_index("idx_sessions_handle", "sessions", ["handle"], unique=True)
    op.create_index("idx_audit_log_at", "audit_log", ["at"])
    op.create_index("idx_deployments_created_at", "deployments", ["created_at"])


def _name_sessions() -> None:
    sessions = sa.table("sessions", sa.column("id", sa.String), sa.column("handle", sa.String))
    connection = op.get_bind()
    for (id_,) in connection.execute(sa.select(sessions.c.id)).fetchall():
        handle = "".join(secrets.choice(ALPHABET) for _ in range(10))
        connection.execute(
            sa.update(sessions).where(sessions.c.id == id_).values(handle=handle)
        )


def downgrade() -> None:
    op.drop_index("idx_deployments_created_at", "deployments")
    op.drop_index("idx_audit_log_at", "audit_log")
    op.drop_index("idx_sessions_handle", "sessions")
    for name in ("pair_anew", "settings_told", "settings_wanted", "revision", "handle"):
        op.drop_column("sessions", name)
    for table in ("activity_hours", "sign_in_links", "logins"):
        op.drop_table(table)
    op.drop_column("users", "role")
