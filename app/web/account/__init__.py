"""Signing in, and the account itself."""

from app.web.account import account, sign_in

__all__ = ["account", "sign_in"]
