"""The words of the operator's pages for what the services call by a short name."""

from __future__ import annotations

from app.languages import N_

GROUPS = {
    "connected": N_("Connected"),
    "connecting": N_("On the way"),
    "trouble": N_("In trouble"),
    "paused": N_("Paused"),
    "suspended": N_("Suspended"),
    "linking": N_("Not deployed yet"),
    "unknown": N_("Not known"),
}
# The classes of `.state` in the style sheet.
GROUP_KINDS = {"connected": "good", "connecting": "busy", "trouble": "bad"}
VOUCHERS = {
    "valid": N_("Unused"),
    "used": N_("Used"),
    "expired": N_("Expired"),
    "revoked": N_("Revoked"),
}
DEPLOYMENTS = {
    "in_progress": N_("In progress"),
    "failed": N_("Failed"),
    "active": N_("Succeeded"),
    "stopped": N_("Stopped"),
}
DEPLOYMENT_KINDS = {"in_progress": "busy", "failed": "bad", "active": "good"}
DEPLOYMENT_TYPES = {
    "deploy": N_("First start"),
    "start": N_("Start"),
    "restart": N_("Restart"),
    "relink": N_("Linked again"),
}
ROLES = {"operator": N_("Operator"), "person": N_("Person")}
CHECKS = {
    "database": N_("Database"),
    "migration": N_("Tables"),
    "broker": N_("Broker"),
    "worker": N_("Worker"),
    "disk": N_("Disk"),
}
DUTIES = {
    "database": N_("Keeps wishes and history."),
    "migration": N_("They fit this version of the platform."),
    "broker": N_("Starts and stops bots."),
    "worker": N_("Carries out what people wish."),
    "disk": N_("Has room for what bots write."),
}
SOURCES = {
    "default": N_("Default"),
    "environment": N_("Environment"),
    "file": N_("File"),
}
ACTIONS = {
    "config.renew": N_("handed the platform's settings on to the bots"),
    "feature.toggle": N_("switched a feature"),
    "pair.code": N_("asked for a pairing code"),
    "pair.qr": N_("asked for a QR code"),
    "session.claim": N_("took a bot into the account"),
    "session.deploy": N_("deployed a bot"),
    "session.failed": N_("saw a bot fail"),
    "session.give_back": N_("gave a bot back to who holds its key"),
    "session.logged_out": N_("was unlinked by the phone"),
    "session.paired": N_("was linked to a phone"),
    "session.relink": N_("ended a bot's link to link it anew"),
    "session.remove": N_("deleted a bot"),
    "session.rename": N_("renamed a bot"),
    "session.restart": N_("restarted a bot"),
    "session.retry": N_("tried a deployment again"),
    "session.start": N_("started a bot"),
    "session.stop": N_("paused a bot"),
    "session.suspend": N_("suspended a bot"),
    "session.unsuspend": N_("lifted a suspension"),
    "settings.change": N_("changed settings of a bot"),
    "token.make": N_("made an API token"),
    "token.revoke": N_("revoked an API token"),
    "user.add": N_("made an account"),
    "user.link": N_("made a link to sign in"),
    "user.password": N_("changed a password"),
    "user.remove": N_("deleted an account"),
    "user.role": N_("changed a role"),
    "user.sign_in": N_("signed in"),
    "user.sign_out": N_("signed out"),
    "voucher.create": N_("made a voucher"),
    "voucher.redeem": N_("redeemed a voucher"),
    "voucher.release": N_("made a voucher usable again"),
    "voucher.revoke": N_("revoked a voucher"),
}
ACTORS = {"holder": N_("Holder of the key"), "worker": N_("The platform"), "bot": N_("The bot")}
