"""jid: WhatsApp's ids of the chat and of a person."""

from __future__ import annotations

from botinstance.context import Context


def run(context: Context) -> str:
    message = context.message
    lines = [f"Chat: {message.chat}"]
    if message.mentions:
        lines += [f"Person: {mention}" for mention in message.mentions[:20]]
    elif message.quoted:
        lines.append(f"Person: {message.quoted.sender}")
    else:
        lines.append(f"Person: {message.sender}")
        if message.sender_phone:
            lines.append(f"Phone: +{message.sender_phone}")
    return "\n".join(lines)
