from app.access_log import shortened


def test_an_id_is_cut_short_and_the_rest_is_kept() -> None:
    line = "GET /api/deployment/session/176ddc31-b340-45e8-887a-2998cbb2d8af/logs HTTP/1.1"
    assert shortened(line) == "GET /api/deployment/session/176ddc31…/logs HTTP/1.1"
