import pytest

from app.access_log import shortened
from app.services.tokens import new


def test_an_id_is_cut_short_and_the_rest_is_kept() -> None:
    line = "GET /api/deployment/session/176ddc31-b340-45e8-887a-2998cbb2d8af/logs HTTP/1.1"
    assert shortened(line) == "GET /api/deployment/session/176ddc31…/logs HTTP/1.1"


@pytest.mark.parametrize("path", ["/sign-in/{}", "/sign-in/{}?next=/", "/?x=ubot_{}"])
def test_a_token_is_cut_to_its_beginning(path: str) -> None:
    token = new()
    cut = shortened(f"GET {path.format(token)} HTTP/1.1")
    assert token[4:] not in cut
    assert cut.startswith(f"GET {path.format('')[:4]}")
    assert cut.endswith(" HTTP/1.1")
