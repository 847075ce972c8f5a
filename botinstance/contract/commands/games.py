"""Games of a chat: begun by a command, gone on with by plain messages."""

from __future__ import annotations

from botinstance.contract.command import Command

CATEGORY = "Games"
AT = "botinstance.commands.games."

COMMANDS = (
    Command(
        name="tictactoe",
        aliases=("ttt",),
        usage="[@person, or easy, normal, hard, or stop]",
        help="Play tic-tac-toe with somebody whom you mention or reply to, or with me.",
        example="tictactoe hard",
        answer="You are ❌, I am ⭕ and play hard: write a number.\n1️⃣2️⃣3️⃣\n…",
        category=CATEGORY,
        handler=AT + "tictactoe:run",
        feature="games",
    ),
    Command(
        name="hangman",
        usage="[stop]",
        help="Guess a word letter by letter, all of the chat together.",
        example="hangman",
        answer="Guess my word: write a letter, or the whole word.\n…",
        category=CATEGORY,
        handler=AT + "hangman:run",
        feature="games",
    ),
    Command(
        name="trivia",
        aliases=("quiz",),
        usage="[category or stop]",
        help="Ask a question with four answers: who is first to write the right letter wins.",
        example="trivia animals",
        answer="❓ *Animals*: …?\nA. …\nB. …\nC. …\nD. …\nWrite A, B, C or D.",
        category=CATEGORY,
        handler=AT + "trivia:run",
        feature="games",
    ),
    Command(
        name="mathquiz",
        aliases=("math",),
        usage="[easy, hard or stop]",
        help="Work out a sum in your head before the others do.",
        example="mathquiz hard",
        answer="🧮 … = ?\nWrite the number.",
        category=CATEGORY,
        handler=AT + "mathquiz:run",
        feature="games",
    ),
    Command(
        name="guess",
        usage="[stop]",
        help="Find the number from 1 to 100 that I think of.",
        example="guess",
        answer="🔢 I think of a number from 1 to 100: you have 8 tries.",
        category=CATEGORY,
        handler=AT + "guess:run",
        feature="games",
    ),
    Command(
        name="guessflag",
        usage="[stop]",
        help="Name the country whose flag I show.",
        example="guessflag",
        answer="…\nWhich country's flag is this?",
        category=CATEGORY,
        handler=AT + "guessflag:run",
        feature="games",
    ),
    Command(
        name="scramble",
        usage="[stop]",
        help="Find the word whose letters I have mixed up.",
        example="scramble",
        answer="🔀 Which word is this?\n*…*",
        category=CATEGORY,
        handler=AT + "scramble:run",
        feature="games",
    ),
)
