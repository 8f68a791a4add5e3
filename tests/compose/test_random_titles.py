"""Every title builds, in whatever form it is written: 附件 with any sign behind it, lines, brackets, marks."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bulletin_pdf.fonts.font_book import open_book
from support.random_tables import problems_of

BOOK = open_book()
LABELS = ["", "附件", "附件1", "附件 2", "附件12", "附件1-2", "附件一", "附件之二", "附件（3）", "附件十"]
SIGNS = ["", "：", ":", "：　", " ：", "　", " ", "  ", "．", ". ", "、", "—"]
NAMES = st.text(
    "甲乙丙任务分工表的和、，。：:（）()《》“”‘’〔〕【】〖〗［］﹙﹚·—…0123年AbZ -+% ",
    min_size=1,
    max_size=70,
)
TITLES = st.builds("{}{}{}".format, st.sampled_from(LABELS), st.sampled_from(SIGNS), NAMES)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("titles") / "issue.yaml"


@given(
    titles=st.lists(st.one_of(TITLES, st.lists(TITLES, min_size=2, max_size=3)), min_size=1, max_size=4),
    city=st.sampled_from(["", "", "湘西州", "附件1"]),
    contents=st.sampled_from(["auto", "none", "pages", "list"]),
    normalize=st.booleans(),
)
@example(titles=["附件1：名单", ["附件：", "名单"], "附件 2.甲"], city="", contents="pages", normalize=False)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_title_builds(
    path: Path, titles: list[object], city: str, contents: str, *, normalize: bool
) -> None:
    reports = [{"title": title, "city": city, "text": "请照办。"} for title in titles]
    issue = {"bulletin": "简报", "number": 1, "date": "2026-05-30", "reports": reports, "contents": contents}
    found = problems_or_refusal({**issue, "normalize": normalize}, path)
    assert found in ([], ["B137"])


def problems_or_refusal(issue: dict[str, object], path: Path) -> list[str]:
    """Give what is wrong; a title of nothing but spaces is refused when it is read (B137)."""
    from bulletin_pdf.problems import BulletinError

    try:
        return problems_of(issue, path, BOOK)
    except BulletinError as error:
        return sorted({problem.code for problem in error.problems.errors})
