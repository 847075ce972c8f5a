"""Coins."""

from __future__ import annotations

from botinstance.contract.command import Command, Scope

CATEGORY = "Coins"
AT = "botinstance.commands.economy."

COMMANDS = (
    Command(
        name="daily",
        aliases=("claim",),
        usage="",
        help="Take your coins of the day; a day in a row brings more each time.",
        example="daily",
        answer="Here are 🪙 100 coins. You have 100 now; more tomorrow!",
        category=CATEGORY,
        handler=AT + "earning:daily",
        feature="economy",
    ),
    Command(
        name="wallet",
        aliases=("bal",),
        usage="[@person]",
        help="Show how many coins you have, or somebody else whom you mention or reply to.",
        example="wallet",
        answer="… 🪙 0 coins.",
        category=CATEGORY,
        handler=AT + "wallet:wallet",
        feature="economy",
    ),
    Command(
        name="give",
        aliases=("transfer",),
        usage="<@person> <coins>",
        help="Give some of your coins to somebody.",
        example="give 50",
        answer="🪙 50 coins for @…! You have … left.",
        category=CATEGORY,
        handler=AT + "give:run",
        feature="economy",
    ),
    Command(
        name="work",
        usage="",
        help="Earn coins, once in an hour.",
        example="work",
        answer="You …: 🪙 … coins. You have … now.",
        category=CATEGORY,
        handler=AT + "earning:work",
        feature="economy",
    ),
    Command(
        name="slot",
        usage="[bet]",
        help="Bet coins at the slot machine, 10 unless you say how many.",
        example="slot 10",
        answer="🎰 … … …\n… You have … now.",
        category=CATEGORY,
        handler=AT + "slot:run",
        feature="economy",
        cooldown=2.0,
    ),
    Command(
        name="level",
        aliases=("rank",),
        usage="[@person]",
        help="Show a level, and what the next one takes: games, daily coins and work bring XP.",
        example="level",
        answer="… reached level 0 with 0 XP.\n… 0%\n…",
        category=CATEGORY,
        handler=AT + "wallet:level",
        feature="economy",
    ),
    Command(
        name="lb",
        aliases=("leaderboard",),
        usage="[coins or xp]",
        help="Show who of this group has the most coins, or the most XP.",
        example="lb coins",
        answer="*Most coins of this group*\n🥇 …: 🪙 …",
        category=CATEGORY,
        handler=AT + "board:run",
        feature="economy",
        scope=Scope.GROUP,
    ),
)
