"""Other processes do their work, and whatever they do the bot stays as it was."""

from __future__ import annotations

import io
import os
import struct
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from botinstance import tools
from botinstance.tools import turns
from botinstance.tools.limits import MIB
from botinstance.usererror import UserError
from tests.until import until

STICKER = "botinstance.commands.media.webp:sticker"
WORK = "tests.botinstance.work:"


def shell(script: str, data: bytes = b"", seconds: float = 20, **options: object) -> bytes:
    return tools.run(["sh", "-c", script], data, seconds, **options)  # type: ignore[arg-type]


def python(code: str, seconds: float = 20, **options: object) -> bytes:
    return tools.run([sys.executable, "-c", code], b"", seconds, **options)  # type: ignore[arg-type]


# Programs


def test_it_works() -> None:
    assert tools.run(["tr", "a-z", "A-Z"], b"hello", 20) == b"HELLO"


def test_the_limits_are_in_force_before_the_program_begins() -> None:
    limits = tools.Limits(memory=512 * MIB, files=64 * MIB)
    said = shell("ulimit -v; ulimit -t; ulimit -f; ulimit -c", seconds=7, limits=limits)
    assert said.split() == [b"524288", b"14", b"131072", b"0"]


def test_it_is_nicer_than_the_bot_and_the_first_to_go() -> None:
    code = "import os; os.read(0, 1); print(os.nice(0), open('/proc/self/oom_score_adj').read())"
    time_to_begin = "import time; time.sleep(0.3); "
    assert python(time_to_begin + code).split() == [b"10", b"1000"]


def test_it_sees_nothing_of_the_bots_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UBOT_SECRET", "1")
    said = tools.run(["env"], b"", 20, environment={"GIVEN": "2"}).decode()
    names = {line.partition("=")[0] for line in said.splitlines()}
    assert names == {"PATH", "LANG", "HOME", "TMPDIR", "MALLOC_ARENA_MAX", "GIVEN"}


def test_its_folder_holds_what_is_given_and_is_gone_afterwards() -> None:
    said = shell("pwd; cat in.txt", files={"in.txt": b"given"}).decode().splitlines()
    assert said[1] == "given"
    assert not Path(said[0]).exists()


def test_its_folder_is_gone_after_a_failure_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(tools.ToolError):
        shell("touch a; exit 3")
    assert list(tmp_path.iterdir()) == []


def test_a_file_has_no_path_in_its_name() -> None:
    with pytest.raises(ValueError, match="plain"):
        shell("true", files={"../x": b""})


def test_files_come_back_by_a_pattern() -> None:
    argv = ["sh", "-c", "cp in.png page-2.png; echo 1 >page-1.png; echo >other"]
    made = tools.run_for_files(argv, b"", 20, "*.png", files={"in.png": b"given"})
    assert made == {"page-1.png": b"1\n", "page-2.png": b"given"}


def test_a_link_is_no_file_that_comes_back() -> None:
    argv = ["ln", "-s", "/etc/hostname", "out"]
    assert tools.run_for_files(argv, b"", 20, "out") == {}


def test_files_that_are_large_together_do_not_come_back() -> None:
    argv = ["sh", "-c", "head -c 600000 /dev/zero >a; cp a b"]
    with pytest.raises(UserError, match="too large"):
        tools.run_for_files(argv, b"", 20, "?", limits=tools.Limits(output=MIB))


def test_a_program_that_does_not_read_does_not_hang() -> None:
    assert tools.run(["true"], bytes(5 * MIB), 20) == b""


def test_a_missing_program_gets_a_sentence() -> None:
    with pytest.raises(UserError, match="needs no-such-program, which is not installed"):
        tools.run(["no-such-program"], b"", 1)


def test_a_failing_program_is_a_fault_with_its_last_words() -> None:
    with pytest.raises(tools.ToolError, match=r"^sh: because$"):
        shell("echo first >&2; echo because >&2; exit 1")


def ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] == "Z"
    except FileNotFoundError:
        return True


@pytest.mark.parametrize("end", ["wait", "exit"])
def test_its_children_end_with_it(tmp_path: Path, end: str) -> None:
    script = f"sleep 300 & echo $! >{tmp_path}/pid; {end}"
    if end == "wait":
        with pytest.raises(UserError, match="took too long"):
            shell(script, seconds=0.5)
    else:
        shell(script)
    child = int((tmp_path / "pid").read_text())
    until(lambda: ended(child), "the end of the grandchild")


def test_a_program_that_ignores_signals_is_stopped_in_time() -> None:
    begun = time.monotonic()
    with pytest.raises(UserError, match="took too long"):
        shell("trap '' TERM INT HUP; while :; do :; done", seconds=0.5)
    assert time.monotonic() - begun < 5


def test_a_program_that_writes_for_ever_is_stopped() -> None:
    with pytest.raises(UserError, match="too large"):
        tools.run(["yes"], b"", 60, limits=tools.Limits(files=40 * MIB))


@pytest.mark.parametrize("then", ["", "; sleep 300"])
def test_output_that_is_no_large_file_may_be_too_large_for_the_bot(then: str) -> None:
    with pytest.raises(UserError, match="too large"):
        shell(f"head -c 3000000 /dev/zero{then}", seconds=5, limits=tools.Limits(output=MIB))


def test_a_program_that_fills_its_folder_is_stopped() -> None:
    script = "n=0; while :; do n=$((n+1)); head -c 1000000 /dev/zero >f$n; done"
    with pytest.raises(UserError, match="too large"):
        shell(script, seconds=60, limits=tools.Limits(files=10 * MIB))


def test_a_program_that_reserves_too_much_is_refused() -> None:
    with pytest.raises(tools.ToolError, match="MemoryError"):
        python("bytearray(2 << 30)")


def test_processes_that_use_too_much_together_are_stopped() -> None:
    code = "import os, time; os.fork(); a = bytearray(b'x' * (60 << 20)); time.sleep(60)"
    with pytest.raises(UserError, match="more memory than I have"):
        python(code, seconds=60, limits=tools.Limits(resident=100 * MIB))


def test_a_program_that_the_kernel_killed_wanted_too_much() -> None:
    with pytest.raises(UserError, match="more memory than I have"):
        shell("kill -9 $$")


def test_work_takes_turns(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.2)
    script = f"touch {tmp_path}/$$; while [ ! -e {tmp_path}/go ]; do sleep 0.05; done"
    threads = [threading.Thread(target=shell, args=(script,)) for _ in range(turns.AT_ONCE)]
    for thread in threads:
        thread.start()
    try:
        until(lambda: len(list(tmp_path.iterdir())) == turns.AT_ONCE, "both to run")
        with pytest.raises(UserError, match="I am busy"):
            tools.run(["true"], b"", 20)
    finally:
        (tmp_path / "go").touch()
        for thread in threads:
            thread.join()
    assert tools.run(["true"], b"", 20) == b""


# Work of ours


def test_a_function_works_elsewhere() -> None:
    assert tools.work(WORK + "reverse", b"abc", times=2) == b"cbacba"


def test_data_may_be_large() -> None:
    data = os.urandom(10 * MIB)
    assert tools.work(WORK + "reverse", data) == data[::-1]


def test_the_child_imports_nothing_of_the_bots() -> None:
    found = tools.work(WORK + "modules", b"").decode().split()
    ours = {name for name in found if name.startswith(("botinstance", "neonize", "google"))}
    assert ours == {"botinstance", "botinstance.usererror"}


def test_what_a_library_prints_is_not_the_answer() -> None:
    assert tools.work(WORK + "chatty", b"abc") == b"abc"


def test_a_sentence_for_the_person_arrives_as_it_was() -> None:
    with pytest.raises(UserError) as error:
        tools.work(WORK + "sorry", b"")
    assert str(error.value) == "That is no picture. 🖼 \u202e Send one."


def test_a_fault_is_a_fault() -> None:
    with pytest.raises(tools.ToolError, match=r"work:fault: KeyError: 'secret'"):
        tools.work(WORK + "fault", b"")


def test_too_much_is_not_taken() -> None:
    with pytest.raises(UserError, match="at most 64 MB"):
        tools.work(WORK + "reverse", bytes(64 * MIB + 1))


@pytest.mark.parametrize("function", ["reserve", "fill"])
def test_work_that_needs_too_much_memory_gets_a_sentence(function: str) -> None:
    with pytest.raises(UserError, match="more memory than I have"):
        tools.work(WORK + function, b"", limits=tools.Limits(512 * MIB, 100 * MIB))


# Pictures that are meant to hurt


def png(width: int, height: int, depth: int, colour: int, rows: int) -> bytes:
    """A PNG of zeroes with the first `rows` of its rows."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    packer = zlib.compressobj()
    channels = {0: 1, 2: 3, 6: 4}[colour]
    row = bytes(1 + (width * depth * channels + 7) // 8)
    pixels = b"".join(packer.compress(row) for _ in range(rows)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def encoded(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise((300, 300), 90).convert("RGB").save(buffer, kind)
    return buffer.getvalue()


def noise() -> bytes:
    return os.urandom(60 * MIB)


def resident() -> int:
    """KiB of this process."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        (lambda: png(30_000, 30_000, 1, 0, 30_000), "too many pixels"),
        (lambda: png(60_000, 60_000, 8, 2, 1), "too many pixels"),
        (lambda: encoded("PNG")[:5000], "cannot read"),
        (lambda: encoded("JPEG")[:5000], "cannot read"),
        (lambda: encoded("WEBP")[:5000], "cannot read"),
        (noise, "cannot read"),
        (lambda: b"\x89PNG\r\n\x1a\n" + noise(), "cannot read"),
    ],
    ids=["bits", "claims", "PNG", "JPEG", "WebP", "noise", "noise in a PNG"],
)
def test_a_bad_picture_gets_a_sentence_and_costs_the_bot_nothing(
    picture: Callable[[], bytes], words: str
) -> None:
    data = picture()
    tools.work(WORK + "reverse", bytes(64 * MIB - 1), limits=tools.Limits(output=64 * MIB))
    before = resident()
    with pytest.raises(UserError, match=words):
        tools.work(STICKER, data, pack="pack")
    assert abs(resident() - before) < 2048


@pytest.mark.parametrize("size", [(5000, 6000), (1, 1), (20_000, 3)])
def test_a_large_picture_within_the_limits_becomes_a_sticker(size: tuple[int, int]) -> None:
    made = tools.work(STICKER, png(*size, 8, 2, size[1]), pack="pack")
    assert Image.open(io.BytesIO(made)).size == (512, 512)
