"""Other processes for commands: bounded in time, memory and output, and never told anything
through a shell. `run` is for programs of others, `work` for functions of ours."""

from botinstance.tools.child import ToolError
from botinstance.tools.limits import Limits
from botinstance.tools.programs import run, run_for_files
from botinstance.tools.works import work

__all__ = ["Limits", "ToolError", "run", "run_for_files", "work"]
