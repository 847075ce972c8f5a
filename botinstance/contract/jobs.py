"""What a bot does at a later time: the kind of a job, and who does it when it is due.

A handler is `"package.module:function"`, called with a Scene whose happening is a `Due`; it is
imported when the first job of its kind is due.
"""

from __future__ import annotations

HANDLERS = {
    "remind": "botinstance.commands.utility.remind:due",
    "schedule": "botinstance.commands.group.schedule:due",
    "reopen": "botinstance.commands.group.reopen:due",
    "automute": "botinstance.commands.group.automute:due",
    "unmute_member": "botinstance.commands.group.mutemember:due",
    "greet": "botinstance.commands.group.greeting:due",
    "broadcast": "botinstance.commands.owner.broadcast:due",
    "alwaysonline": "botinstance.commands.owner.presence:due",
    "captcha": "botinstance.commands.protection.captcha:due",
    "forget_kept": "botinstance.commands.protection.antidelete:forget",
}
