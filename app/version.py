"""Which version of the platform this is; pyproject.toml and the API's description say the same."""

VERSION = "0.1.0"
