"""lb: who of a group owns most."""

from __future__ import annotations

from botinstance.commands.economy.purse import KIND, Purse, counted
from botinstance.commands.group.common import members
from botinstance.context import Context, UserError
from botinstance.state.identity import person

TOP = 10
_MEDALS = ("🥇", "🥈", "🥉")


def run(context: Context) -> str:
    what = context.args.lower() or "coins"
    if what not in ("coins", "xp"):
        use = f"{context.config.prefix}lb"
        raise UserError(f"I count coins or xp: write {use} coins or {use} xp.")
    here = _keys(context)
    kept = {r.key: Purse(**r.value) for r in context.state.records.all(KIND) if r.key in here}
    ranked = sorted(kept.items(), key=lambda it: (-_worth(it[1], what), it[0]))
    lines = [
        f"{_MEDALS[n] if n < len(_MEDALS) else f'{n + 1}.'} {_name(*it)}: {_shown(it[1], what)}"
        for n, it in enumerate(ranked[:TOP])
        if _worth(it[1], what)
    ]
    if not lines:
        raise UserError(
            f"Nobody here has any {what} yet: {context.config.prefix}daily is a beginning."
        )
    return "\n".join([f"*Most {'XP' if what == 'xp' else what} of this group*", *lines])


def _keys(context: Context) -> set[str]:
    """Of the members but the bot."""
    account = context.link.account
    return {
        person(member.id, member.phone or account.phone_of(member.id))
        for member in members(context)
        if not context.is_bot(member)
    }


def _worth(purse: Purse, what: str) -> int:
    return purse.xp if what == "xp" else purse.coins


def _shown(purse: Purse, what: str) -> str:
    return f"{purse.xp:,} XP (level {purse.level})" if what == "xp" else counted(purse.coins)


def _name(key: str, purse: Purse) -> str:
    """Nobody is mentioned: ten people need not be called for a list."""
    return purse.name or f"…{key.partition('@')[0][-4:]}"
