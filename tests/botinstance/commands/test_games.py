"""One game at a time in a chat, and each ends as it should."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from botinstance.commands.economy.purse import purse
from botinstance.commands.games import board, guessflag, mathquiz, scramble
from botinstance.commands.games.prize import DAILY
from botinstance.commands.games.table import lines
from botinstance.link.protocol import LinkDown, Quoted
from tests.botinstance.commands.conftest import (
    ALICE,
    BOB,
    CAROL,
    CROWD,
    GROUP,
    OWNER,
    TestBot,
    by,
)

NOON = 1_790_000_000.0
EMPTY = "1️⃣2️⃣3️⃣\n4️⃣5️⃣6️⃣\n7️⃣8️⃣9️⃣"


@pytest.fixture(autouse=True)
def _known(bot: TestBot) -> None:
    bot.link.account.ids = {member.phone: member.id for member in CROWD}
    bot.link.members = CROWD


def says(bot: TestBot, text: str, **fields: Any) -> str:
    """What comes back in the group at noon, nothing included."""
    sent = bot.hear(text, **{"at": NOON, **GROUP, **fields})
    return str(sent[0]) if sent else ""


def data(bot: TestBot) -> dict[str, Any]:
    """What the bot knows of the game, the solution included."""
    kept: dict[str, Any] = bot.state.records.get("game", str(GROUP["chat"]), "")["data"]
    return kept


def over(bot: TestBot) -> bool:
    chat = str(GROUP["chat"])
    gone = bot.state.records.get("game", chat, "") is None
    assert gone is not bot.state.settings.on("game", chat)
    return gone


# the table


def test_there_is_one_game_at_a_time_in_a_chat(bot: TestBot) -> None:
    says(bot, ".guess")
    assert says(bot, ".hangman") == "A game of guess is going on here. .guess stop ends it."
    assert "tries" in says(bot, ".guess", chat="1203630002@g.us")
    assert not over(bot)


def test_who_began_a_game_and_admins_may_stop_it(bot: TestBot) -> None:
    says(bot, ".guess", **by(BOB))
    assert "Only who has begun" in says(
        bot, ".guess stop", **by(replace(BOB, id="9@lid", phone="9"))
    )
    assert says(bot, ".guess stop", **by(BOB)) == f"The game is over. It was {_last(bot)}."
    assert over(bot)
    says(bot, ".guess", **by(BOB))
    assert "The game is over" in says(bot, ".guess STOP", **by(CAROL))
    assert says(bot, ".guess stop") == "There is no game of guess going on here."


def _last(bot: TestBot) -> str:
    return bot.link.sent[-1].text.removeprefix("The game is over. It was ").removesuffix(".")


def test_talk_is_no_move_and_costs_nothing(bot: TestBot) -> None:
    says(bot, ".guess")
    before = data(bot)
    for talk in ("hello", "I am 5", "5 apples", "", "0", "101", "9" * 5000, "٥", "5.0"):
        assert says(bot, talk) == ""
    assert data(bot) == before


def test_a_game_without_a_move_for_ten_minutes_is_over(bot: TestBot) -> None:
    says(bot, ".guess")
    told = says(bot, "5", at=NOON + 601)
    assert told.startswith("The game of guess is over: there was no move for 10 minutes. It was ")
    assert over(bot)
    assert says(bot, "5", at=NOON + 602) == ""


def test_a_game_that_is_over_ends_without_a_word_where_nobody_plays(bot: TestBot) -> None:
    says(bot, ".guess")
    assert says(bot, "how are you?", at=NOON + 601) == ""
    assert over(bot)


def test_another_game_may_begin_after_ten_minutes(bot: TestBot) -> None:
    says(bot, ".guess")
    assert "Guess my word" in says(bot, ".hangman", at=NOON + 601)


def test_a_move_makes_a_game_last_longer(bot: TestBot) -> None:
    says(bot, ".guess")
    says(bot, str(101 - data(bot)["number"]), at=NOON + 500)
    assert "than" in says(bot, str(101 - data(bot)["number"]), at=NOON + 1000)


def test_no_move_counts_while_games_are_switched_off(bot: TestBot) -> None:
    says(bot, ".guess")
    bot.switch("games", False)
    assert says(bot, "5") == ""
    assert "switched off" in says(bot, ".guess stop")
    bot.switch("games", True)
    bot.state.settings.set("disabled_here", ["guess"], str(GROUP["chat"]))
    assert says(bot, "5") == ""


def test_a_win_brings_coins_and_experience(bot: TestBot) -> None:
    says(bot, ".guess")
    told = says(bot, str(data(bot)["number"]), **by(BOB))
    assert told.endswith("it is!\n🪙 +8 coins, +8 XP")
    kept = purse(bot.state, BOB.phone)
    assert (kept.coins, kept.xp) == (8, 8)
    assert over(bot)


def test_without_coins_or_after_many_wins_a_win_is_its_own_reward(bot: TestBot) -> None:
    bot.switch("economy", False)
    says(bot, ".guess")
    assert says(bot, str(data(bot)["number"])).endswith("it is!")
    bot.switch("economy", True)
    for _ in range(DAILY):
        assert bot.state.allowance.take("prize", DAILY, ALICE.phone)
    says(bot, ".guess")
    assert says(bot, str(data(bot)["number"])).endswith("it is!")
    assert purse(bot.state, ALICE.phone).coins == 0


def test_what_was_drawn_does_not_come_again_soon(bot: TestBot) -> None:
    seen = []
    for _ in range(30):
        says(bot, ".guessflag")
        seen.append(data(bot)["names"][0])
        says(bot, ".guessflag stop")
    assert len(set(seen)) == 30


# tic-tac-toe


def test_two_people_play_in_turn(bot: TestBot) -> None:
    (sent,) = bot.hear(".ttt", **GROUP, at=NOON, mentions=(BOB.id,))
    assert sent.text.endswith(f"@915550001 begins: write a number.\n{EMPTY}")
    assert sent.mentions == (ALICE.id, BOB.id)
    assert says(bot, "1", **by(BOB)) == ""
    assert says(bot, "1", **by(CAROL)) == ""
    (sent,) = bot.hear("1️⃣", **GROUP, at=NOON)
    assert sent.text == "❌2️⃣3️⃣\n4️⃣5️⃣6️⃣\n7️⃣8️⃣9️⃣\nYour turn, @915550002."
    assert sent.mentions == (BOB.id,)
    assert "taken" in says(bot, "1", **by(BOB))
    for cell, who in (("4", BOB), ("2", ALICE), ("5", BOB)):
        assert "Your turn" in says(bot, cell, **by(who))
    assert "@915550001 wins! 🎉\n🪙 +15 coins" in says(bot, "3")
    assert over(bot)


def test_a_full_board_is_a_draw(bot: TestBot) -> None:
    says(bot, ".ttt", quoted=Quoted(BOB.id))
    for n, cell in enumerate("12354687"):
        says(bot, cell, **by((ALICE, BOB)[n % 2]))
    assert says(bot, "9").endswith("A draw.")
    assert over(bot)


def test_nobody_plays_with_themselves_or_mentions_the_bot(bot: TestBot) -> None:
    assert "with yourself" in says(bot, ".ttt @915550001", mentions=(ALICE.id,))
    assert "tictactoe alone" in says(bot, ".ttt x", mentions=(bot.link.own.lid,))
    assert "easy, normal or hard" in bot.say(".ttt impossible")
    assert "Whom?" in says(bot, ".ttt impossible")
    assert over(bot)


def test_against_the_bot_the_bot_answers_at_once(bot: TestBot) -> None:
    assert "play normal" in says(bot, ".ttt")
    told = says(bot, "5")
    assert (told.count("❌"), told.count("⭕")) == (1, 1)


@pytest.mark.parametrize("seed", range(4))
def test_the_hard_bot_never_loses(seed: int) -> None:
    def lost(cells: list[str]) -> bool:
        """Whether any way of playing on as x wins."""
        for cell in board.free(cells):
            mine = [*cells[:cell], "x", *cells[cell + 1 :]]
            if board.winner(mine) == "x":
                return True
            if not board.free(mine):
                continue
            mine[board.answer(mine, "o", "hard")] = "o"
            if not board.winner(mine) and lost(mine):
                return True
        return False

    board._chance.seed(seed)
    assert not lost([""] * 9)


def test_the_normal_bot_wins_and_prevents_what_is_near() -> None:
    assert board.answer(["o", "o", "", "x", "x", "", "", "", ""], "o", "normal") == 2
    assert board.answer(["o", "", "", "x", "x", "", "", "", ""], "o", "normal") == 5


# the others


def test_hangman_is_guessed_by_letters_together(bot: TestBot) -> None:
    told = says(bot, ".hangman")
    word = data(bot)["word"]
    assert told.count("_") == len(word)
    letters = sorted(set(word))
    for letter in letters[:-1]:
        told = says(bot, letter.upper(), **by(BOB))
        assert letter.upper() in told
    assert "was said already" in says(bot, letters[0])
    assert says(bot, letters[-1], **by(CAROL)).startswith(f"🎉 {word.upper()}! You have it.")
    assert over(bot)


def test_hangman_ends_with_seven_wrong_letters(bot: TestBot) -> None:
    says(bot, ".hangman")
    word = data(bot)["word"]
    wrong = [c for c in "qxzjvkwyfbghpmucd" if c not in word]
    for n, letter in enumerate(wrong[:6], 1):
        assert says(bot, letter).count("🖤") == n
    assert says(bot, wrong[6]) == f"💀 No tries left. The word was {word.upper()}."
    assert over(bot)


def test_hangman_takes_the_word_but_no_other_word(bot: TestBot) -> None:
    says(bot, ".hangman")
    for talk in ("x" * len(data(bot)["word"]), "ok", "?", "5", "ж", "👍"):
        assert says(bot, talk) == ""
    assert says(bot, data(bot)["word"].title()).startswith("🎉")


def test_trivia_is_won_by_the_right_letter_or_number(bot: TestBot) -> None:
    for style in ("ABCD", "abcd", "1234"):
        told = says(bot, ".quiz science")
        assert told.startswith("❓ *Science*: ")
        kept = data(bot)
        assert f"{'ABCD'[kept['right']]}. {kept['answer']}" in told
        assert says(bot, style[kept["right"]]).startswith(f"🎉 {kept['answer']} is right!")


def test_in_a_group_each_has_one_try_and_three_are_all(bot: TestBot) -> None:
    says(bot, ".trivia")
    kept = data(bot)
    wrong = [letter for n, letter in enumerate("ABCD") if n != kept["right"]]
    assert "Who else" in says(bot, wrong[0])
    assert says(bot, "ABCD"[kept["right"]]) == ""  # no second try
    assert "Who else" in says(bot, wrong[1], **by(BOB))
    assert says(bot, wrong[2], **by(CAROL)) == f"❌ Wrong. It was {kept['answer']}."
    assert over(bot)


def test_alone_a_wrong_answer_is_the_end(bot: TestBot) -> None:
    bot.hear(".trivia")
    kept = bot.state.records.get("game", ALICE.id, "")["data"]
    (sent,) = bot.hear("ABCD"[kept["right"] - 1])
    assert sent.text.startswith("❌ Wrong.")


def test_an_unknown_category_gets_the_known_ones(bot: TestBot) -> None:
    assert "I ask about animals, space, geography" in says(bot, ".trivia politics")


def test_every_question_is_whole() -> None:
    every = [line.split(" | ") for line in lines("trivia")]
    assert len(every) >= 120
    assert len({question for _, question, *_ in every}) == len(every)
    for _, question, *answers in every:
        assert question.endswith("?")
        assert len(set(answers)) == len(answers) == 4


def test_every_word_is_plain_and_every_flag_has_a_country() -> None:
    words = lines("words")
    assert len(set(words)) == len(words) >= 200
    assert all(re.fullmatch("[a-z]{5,10}", word) for word in words)
    assert all(re.fullmatch(r"[A-Z]{2} \S.*", line) for line in lines("flags"))


@pytest.mark.parametrize("level", ["easy", "hard"])
def test_a_sum_of_the_quiz_is_worked_out_rightly(level: str) -> None:
    for _ in range(50):
        question, result = mathquiz.easy() if level == "easy" else mathquiz.hard()
        assert eval(question.replace("×", "*").replace("−", "-")) == result


def test_the_math_quiz_has_three_tries(bot: TestBot) -> None:
    says(bot, ".math hard")
    kept = data(bot)
    assert "2 tries left" in says(bot, str(kept["result"] + 1))
    assert "one try left" in says(bot, "-1")
    assert says(bot, "0") == f"❌ No. {kept['question']} = {kept['result']}"
    says(bot, ".math")
    assert "is right!" in says(bot, str(data(bot)["result"]))
    assert ".mathquiz easy or .mathquiz hard" in says(bot, ".math impossible")


def test_guesses_are_told_the_direction_until_the_tries_are_used_up(bot: TestBot) -> None:
    says(bot, ".guess")
    number = data(bot)["number"]
    wrong = 1 if number > 50 else 100
    for left in range(7, 0, -1):
        told = says(bot, str(wrong))
        assert ("⬆️ Higher" if wrong == 1 else "⬇️ Lower") in told
        assert ("one try" if left == 1 else f"{left} tries") in told
    assert says(bot, str(wrong)) == f"No tries left. It was {number}."
    assert over(bot)


def test_a_flag_is_named_however_it_is_written(bot: TestBot) -> None:
    assert guessflag.flag("DE") == "🇩🇪"
    says(bot, ".guessflag")
    name = data(bot)["names"][-1]
    assert says(bot, "Atlantis") == ""
    assert "it is!" in says(bot, f" the {name.upper()} ")


def test_a_scrambled_word_keeps_its_letters(bot: TestBot) -> None:
    assert all(sorted(scramble.mixed(word)) == sorted(word) for word in lines("words"))
    assert all(scramble.mixed(word) != word for word in lines("words"))
    told = says(bot, ".scramble")
    word = data(bot)["word"]
    assert sorted(told.partition("*")[2].lower()) == sorted(" ".join(word) + "*")
    assert says(bot, word[::-1]) == ""
    assert says(bot, word.upper(), **by(OWNER)).startswith(f"🎉 {word.upper()} it is!")


def test_a_broken_down_link_costs_no_move(bot: TestBot) -> None:
    says(bot, ".guess")
    before = data(bot)
    bot.link.down = True
    with pytest.raises(LinkDown):
        says(bot, "5")
    assert data(bot) == before


def test_a_game_that_nobody_was_told_of_has_not_begun(bot: TestBot) -> None:
    bot.link.down = True
    with pytest.raises(LinkDown):
        bot.hear(".guess")
    assert bot.state.records.get("game", ALICE.id, "") is None
    assert not bot.state.settings.on("game", ALICE.id)
