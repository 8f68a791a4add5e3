"""The bench measures programs on one text: the text is the same every time, and whole in every program's words."""

import re

from bench.judge import judge
from bench.material import make_bulletins
from bench.ours import write_volume
from bench.peers.typst_source import typst_volume
from bulletin_pdf.volume.outcome import Target
from bulletin_pdf.volume.publish import publish_volume


def test_a_seed_gives_one_text():
    assert make_bulletins(3, 5) == make_bulletins(3, 5)
    assert make_bulletins(3, 5) != make_bulletins(3, 6)


def test_the_first_issues_do_not_depend_on_how_many_follow():
    assert make_bulletins(20)[:2] == make_bulletins(2)


def test_ours_is_what_the_bench_asks_for(tmp_path):
    bulletins = make_bulletins(2, 1)
    target = tmp_path / "volume.pdf"
    publish_volume(str(write_volume(bulletins, tmp_path)), [Target("print", str(target))])
    assert judge(target, bulletins).faults == ()


def test_the_bench_sees_a_wrong_text(tmp_path):
    bulletins = make_bulletins(2, 1)
    target = tmp_path / "volume.pdf"
    publish_volume(str(write_volume(bulletins, tmp_path)), [Target("print", str(target))])
    faults = judge(target, make_bulletins(2, 2), near=500).faults
    assert any("pages where 500" in fault for fault in faults)
    assert any("not in the text" in fault for fault in faults)


def test_peers_are_given_every_passage():
    bulletins = make_bulletins(2, 1)
    markup = re.sub(r"\\(.)", r"\1", typst_volume(bulletins))
    for bulletin in bulletins:
        for article in bulletin.articles:
            assert article.headline in markup
            for passage in article.passages:
                assert passage.text in markup
