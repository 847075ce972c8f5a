"""neonize comes without what a bot never uses, and our own code still finds the real thing."""

from __future__ import annotations

from tests.botinstance.test_lazy import python

LOADED = """
import sys
from botinstance.link import slim
slim.load()
"""


def test_what_was_absent_is_there_again() -> None:
    python(f"""{LOADED}
loaded = [name for name in slim.ABSENT if name in sys.modules]
assert loaded == [], loaded
from PIL import Image
assert Image.new("RGB", (1, 1)).size == (1, 1)
import shutil
assert shutil.which("sh")
""")


def test_what_needs_an_absent_library_says_so() -> None:
    python(f"""{LOADED}
import neonize.client
for name in ("link_preview", "ProcessPoolExecutor", "convert_to_sticker", "FFmpeg"):
    try:
        getattr(neonize.client, name)("https://example.org")
    except RuntimeError as error:
        assert "without the library" in str(error)
    else:
        raise AssertionError(name)
""")


def test_each_name_on_the_lists_is_one_that_neonize_imports() -> None:
    """What a new release has dropped or renamed is to be taken off, or to be followed."""
    python("""
import importlib.util, pathlib, re
from botinstance.link import slim
root = pathlib.Path(importlib.util.find_spec("neonize").origin).parent
source = "".join(path.read_text() for path in root.rglob("*.py") if "proto" not in path.parts)
for name in slim.ABSENT:
    assert re.search(rf"^(import|from) {re.escape(name)}\\b", source, re.MULTILINE), name
for name in (*slim.UNUSED, *slim.BARE):
    assert importlib.util.find_spec(name), name
""")


def test_it_looks_for_no_program_and_asks_no_shell() -> None:
    python("""
import os, sys
sys.addaudithook(lambda event, _: event in ("subprocess.Popen", "os.system", "os.posix_spawn")
                 and sys.exit(f"{event} was called"))
from botinstance.link import slim
slim.load()
from neonize.utils.ffmpeg import check_ffmpeg_available
check_ffmpeg_available()
assert os.popen is not slim._no_shell
""")


def test_loading_it_twice_changes_nothing() -> None:
    python(f"""{LOADED}
before = dict(sys.modules)
slim.load()
assert sys.modules == before
""")
