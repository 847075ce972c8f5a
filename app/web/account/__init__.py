"""Signing in, and the account itself."""

from app.web.account import account, closing, keeping, link, new, password, sign_in, tokens

__all__ = ["account", "closing", "keeping", "link", "new", "password", "sign_in", "tokens"]
