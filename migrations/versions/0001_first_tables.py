"""The first tables, and the one node that there is."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "audit_log",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("session_id", sa.String(length=36), nullable=True),
        sa.Column("voucher_code", sa.String(length=19), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_log"),
    )
    op.create_index("idx_audit_log_session", "audit_log", ["session_id"])

    op.create_table(
        "nodes",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_nodes"),
        sa.UniqueConstraint("name", name="uq_nodes_name"),
    )
    op.create_table(
        "rate_limits",
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("hits", sa.JSON(), nullable=False),
        sa.Column("touched_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_rate_limits"),
    )
    op.create_index("idx_rate_limits_touched_at", "rate_limits", ["touched_at"])

    op.create_table(
        "users",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("password_hash", sa.String(length=256), nullable=True),
        sa.Column("whatsapp_connected", sa.Boolean(), nullable=False),
        sa.Column("session_id", sa.String(length=36), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("username", name="uq_users_username"),
    )
    op.create_index("idx_users_email", "users", ["email"], unique=True)
    op.create_index("idx_users_phone", "users", ["phone"], unique=True)

    op.create_table(
        "api_tokens",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT, nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_api_tokens_user_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_api_tokens"),
        sa.UniqueConstraint("token_hash", name="uq_api_tokens_token_hash"),
    )
    op.create_index("idx_api_tokens_user", "api_tokens", ["user_id"])

    op.create_table(
        "vouchers",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=19), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=False),
        sa.Column("used_by_id", sa.String(length=36), nullable=True),
        sa.Column("used_by_label", sa.String(length=128), nullable=True),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.Column("redeem_key", sa.String(length=64), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_vouchers_owner_id"),
        sa.ForeignKeyConstraint(["used_by_id"], ["users.id"], name="fk_vouchers_used_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_vouchers"),
    )
    op.create_index("idx_vouchers_code", "vouchers", ["code"], unique=True)

    op.create_table(
        "sessions",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=True),
        sa.Column("holder", sa.String(length=128), nullable=True),
        sa.Column("voucher_code", sa.String(length=19), nullable=False),
        sa.Column("node_id", sa.String(length=36), nullable=False),
        sa.Column("bot_name", sa.String(length=64), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("deployment_status", sa.String(length=16), nullable=False),
        sa.Column("server_path", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("wish", sa.String(length=8), nullable=False),
        sa.Column("features", sa.JSON(), nullable=False),
        sa.Column("config_version", sa.BigInteger(), nullable=False),
        sa.Column("config_in_force", sa.BigInteger(), nullable=True),
        sa.Column("qr_code", sa.Text(), nullable=True),
        sa.Column("qr_expires_at", MOMENT, nullable=True),
        sa.Column("pairing_code", sa.String(length=16), nullable=True),
        sa.Column("pairing_code_expires_at", MOMENT, nullable=True),
        sa.Column("pair_method", sa.String(length=8), nullable=True),
        sa.Column("pair_phone", sa.String(length=32), nullable=True),
        sa.Column("pair_started_at", MOMENT, nullable=True),
        sa.Column("pair_until", MOMENT, nullable=True),
        sa.Column("pair_error_code", sa.String(length=64), nullable=True),
        sa.Column("pair_error", sa.Text(), nullable=True),
        sa.Column("phone", sa.String(length=32), nullable=True),
        sa.Column("lid", sa.String(length=64), nullable=True),
        sa.Column("whatsapp_name", sa.String(length=256), nullable=True),
        sa.Column("paired_at", MOMENT, nullable=True),
        sa.Column("link_state", sa.String(length=16), nullable=False),
        sa.Column("link_reason", sa.Text(), nullable=True),
        sa.Column("link_since", MOMENT, nullable=True),
        sa.Column("last_traffic_at", MOMENT, nullable=True),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("sent", sa.BigInteger(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("deployed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["node_id"], ["nodes.id"], name="fk_sessions_node_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_sessions_user_id"),
        sa.ForeignKeyConstraint(
            ["voucher_code"], ["vouchers.code"], name="fk_sessions_voucher_code"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
    )
    op.create_index("idx_sessions_user", "sessions", ["user_id"])
    op.create_index("idx_sessions_voucher_code", "sessions", ["voucher_code"])
    op.create_index("idx_sessions_wish", "sessions", ["wish"])

    op.create_table(
        "deployments",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=True),
        sa.Column("deployment_type", sa.String(length=16), nullable=False),
        sa.Column("deployment_path", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("logs", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("completed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_deployments_session_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_deployments_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deployments"),
    )
    op.create_index("idx_deployments_session", "deployments", ["session_id"])

    op.create_table(
        "events",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("event_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_events_session_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seq", name="pk_events"),
        sa.UniqueConstraint("session_id", "event_id", name="uq_events_session_id_event_id"),
    )
    op.create_index("idx_events_session", "events", ["session_id", "seq"])

    op.create_table(
        "features",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("feature_name", sa.String(length=32), nullable=False),
        sa.Column("is_enabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_features_session_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_features"),
        sa.UniqueConstraint(
            "session_id", "feature_name", name="uq_features_session_id_feature_name"
        ),
    )
    op.create_table(
        "deployment_steps",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("deployment_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("started_at", MOMENT, nullable=True),
        sa.Column("deadline", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["deployment_id"],
            ["deployments.id"],
            name="fk_deployment_steps_deployment_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_deployment_steps"),
        sa.UniqueConstraint(
            "deployment_id", "position", name="uq_deployment_steps_deployment_id_position"
        ),
    )
    nodes = sa.table("nodes", sa.column("id"), sa.column("name"), sa.column("created_at", MOMENT))
    moment = datetime.now(UTC)
    if op.get_bind().dialect.name == "sqlite":
        moment = moment.replace(tzinfo=None)  # as app.db.Moment stores it
    op.bulk_insert(nodes, [{"id": "local", "name": "local", "created_at": moment}])


def downgrade() -> None:
    for table in (
        "deployment_steps",
        "features",
        "events",
        "deployments",
        "sessions",
        "vouchers",
        "api_tokens",
        "users",
        "rate_limits",
        "nodes",
        "audit_log",
    ):
        op.drop_table(table)
