"""Plots as SVG that the server draws. Across, everything is in percent of the width, so that a
plot fits every screen without a script; upwards in pixels, so that its text is never scaled."""

from app.web.plots.drawing import errors, messages, reply_times
from app.web.plots.shapes import Plot

__all__ = ["Plot", "errors", "messages", "reply_times"]
