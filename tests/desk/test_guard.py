"""Other pages of the browser, other machines and other names get nothing from the desk."""

import json

import pytest

from desk.conftest import Served

Opened = tuple[Served, dict[str, str]]


def test_the_launch_code_works_once(desk: Served) -> None:
    path = desk.address.partition(str(desk.port))[2]
    status, _, headers = desk.ask(path)
    cookie = headers["set-cookie"]
    assert status == 303 and headers["location"] == "/"
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and cookie.startswith(f"desk-{desk.port}=")
    assert desk.ask(path)[0] == 403
    assert desk.ask("/start?code=")[0] == 403


def test_nothing_without_the_cookie(opened: Opened) -> None:
    desk, headers = opened
    for path in ("/", "/api/year", f"/api/issue?file={desk.model.name}", "/static/app.js", "/face/hei"):
        assert desk.ask(path)[0] == 403
        assert desk.ask(path, headers={"Cookie": f"desk-{desk.port}=guess"})[0] == 403
        assert desk.ask(path, headers={"Cookie": "\x01;;=" + headers["Cookie"][:-2]})[0] == 403
        assert desk.ask(path, headers=headers)[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        "localhost.evil:{port}", "127.0.0.1.evil:{port}", "evil:{port}", "127.0.0.1", "127.0.0.1:1", "[::1]:{port}", "",
        "127.0.0.1:{port}.evil", "user@127.0.0.1:{port}",
    ],
)  # fmt: skip
def test_other_names_are_refused_everywhere(opened: Opened, host: str) -> None:
    desk, headers = opened
    headers = {**headers, "Host": host.format(port=desk.port)}
    for path in ("/", "/api/year", "/start?code=x", "/static/app.js"):
        status, body, _ = desk.ask(path, headers=headers)
        assert status in (400, 421) and b"reports" not in body


@pytest.mark.parametrize(
    "change",
    [
        {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1"}, {"Origin": ""},
        {"Origin": "https://127.0.0.1:{port}"}, {"Content-Type": "text/plain"}, {"Cookie": ""},
        {"Content-Type": "application/x-www-form-urlencoded"}, {"Sec-Fetch-Site": "cross-site"},
    ],
    ids=str,
)  # fmt: skip
def test_writing_needs_origin_type_and_cookie(opened: Opened, change: dict[str, str]) -> None:
    desk, headers = opened
    before = desk.model.read_bytes()
    body = json.dumps(
        {"file": desk.model.name, "version": 0, "edits": [{"op": "set", "path": ["number"], "value": "31"}]}
    ).encode()
    changed = {name: value.format(port=desk.port) for name, value in change.items()}
    assert desk.ask("/api/edit", body, {**headers, **changed})[0] == 403
    assert desk.ask("/api/quit", b"{}", {"Content-Type": "text/plain"})[0] == 403
    assert desk.model.read_bytes() == before


def _put_secrets(desk: Served) -> None:
    sibling = desk.folder.parent / (desk.folder.name + "2")
    if sibling.exists():
        return
    sibling.mkdir()
    for place in (desk.folder.parent / "secret.yaml", sibling / "x.yaml"):
        place.write_text("reports: secret", "utf-8")
    (desk.folder / "link.yaml").symlink_to(desk.folder.parent / "secret.yaml")
    (desk.folder / "loop.yaml").symlink_to("loop.yaml")
    (desk.folder / "folder.yaml").mkdir()
    (desk.folder / "other.txt").write_text("secret")


@pytest.mark.parametrize(
    "name",
    [
        "../secret.yaml", "/etc/passwd", "a/../../secret.yaml", "..\\secret.yaml", "link.yaml", "C:secret.yaml", ".",
        "", "folder.yaml", "other.txt", "简报2/x.yaml", "%2e%2e/secret.yaml", "a\0.yaml", "loop.yaml",
    ],
)  # fmt: skip
def test_names_lead_nowhere_else(opened: Opened, name: str) -> None:
    desk, headers = opened
    _put_secrets(desk)
    body = json.dumps({"file": name, "known": [], "fonts": []}).encode()
    status, answer, _ = desk.ask("/api/pages", body, headers)
    assert status == 404 and b"secret" not in answer


@pytest.mark.parametrize(
    "address",
    [
        "/figure?file=2022-zk30.yaml&name=../secret.png", "/figure?file=2022-zk30.yaml&name=/etc/passwd",
        "/figure?file=2022-zk30.yaml&name=bulletin.yaml", "/figure?file=../secret.yaml&name=a.png", "/figure",
        "/made/bulletin.yaml?file=2022-zk30.yaml", "/made/..%2Fsecret.pdf?file=2022-zk30.yaml",
        "/bound/secret.pdf?file=2022-zk30.yaml", "/bound/2022-zk30.pdf?file=../x.yaml", "/font/x.ttf", "/picture/x",
    ],
)  # fmt: skip
def test_files_are_given_by_the_names_that_the_desk_made_alone(opened: Opened, address: str) -> None:
    desk, headers = opened
    _put_secrets(desk)
    status, answer, _ = desk.ask(address, headers=headers)
    assert status == 404 and b"secret" not in answer


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{", b"null", b'{"file": 1}', b'{"file": "2022-zk30.yaml", "version": "0", "edits": []}',
        b'{"file": "2022-zk30.yaml", "version": 0, "edits": [{"op": "drop", "path": ["number"]}]}',
        b'{"file": "2022-zk30.yaml", "version": 0, "edits": [{"op": "set", "path": [], "value": "x"}]}',
        b'{"file": "2022-zk30.yaml", "version": 0, "edits": [{"op": "set", "path": [true], "value": "x"}]}',
        b'{"file": "2022-zk30.yaml", "version": 0, "edits": [{"op": "set", "path": ["number"], "value": 3}]}',
        b"[" * 5000,
    ],
    ids=lambda body: body[:60].decode(),
)  # fmt: skip
def test_requests_the_page_would_not_make(opened: Opened, body: bytes) -> None:
    desk, headers = opened
    before = desk.model.read_bytes()
    status, answer, _ = desk.ask("/api/edit", body, headers)
    assert status == 400 and json.loads(answer)["message"]
    assert desk.model.read_bytes() == before


def test_a_request_that_is_too_large_is_refused(opened: Opened) -> None:
    desk, headers = opened
    assert desk.ask("/api/edit", b"", {**headers, "Content-Length": str(9 << 20)})[0] == 413
    assert desk.ask("/api/edit", None, {**headers, "Transfer-Encoding": "chunked"}, "POST")[0] == 413


def test_headers_of_every_answer(opened: Opened) -> None:
    desk, headers = opened
    for path in ("/", "/api/year", "/nothing", "/static/app.js"):
        said = desk.ask(path, headers=headers)[2]
        assert said["content-security-policy"].startswith("default-src 'none'")
        assert "unsafe" not in said["content-security-policy"]
        assert said["x-content-type-options"] == "nosniff"
        assert said["referrer-policy"] == "no-referrer"


def test_only_this_machine_is_served(desk: Served) -> None:
    import socket

    with socket.socket() as other:
        name = socket.gethostbyname(socket.gethostname())
        if not name.startswith("127."):
            assert other.connect_ex((name, desk.port)) != 0


def test_quitting_ends_the_program(desk: Served) -> None:
    assert desk.ask("/api/quit", b"{}", desk.enter())[0] == 200
    assert desk.process.wait(timeout=10) == 0


def test_a_file_in_another_encoding_is_told(opened: Opened) -> None:
    desk, headers = opened
    (desk.folder / "gb.yaml").write_bytes("报告: []\n".encode("gb18030"))
    status, body, _ = desk.ask("/api/issue?file=gb.yaml", headers=headers)
    assert status == 415 and "UTF-8" in json.loads(body)["message"]
