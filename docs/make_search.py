"""Write ``docs/search.md`` and its plot: ``python -m docs.make_search --shared DIR``.

Every figure and answer is what the benchmarks and the commands print: over what ships with the originals in DIR/seeds over it
(prepared), and over the documents of ``tests/golden/unseen`` (unprepared). It takes some minutes.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from typer.testing import CliRunner

from app.base.knowledge import Knowledge
from app.build import publish
from app.cli.main import app
from app.evaluate.ablation import COMPONENTS
from app.evaluate.judging import Judged, read
from app.present.schema.scorecard import Scorecard
from app.present.scorecard import scorecard
from app.present.terminal.scorecard import COMPONENTS as PARTS
from app.present.terminal.scorecard import scorecard as text
from benchmarks import bases, fuse_fit, unseen
from benchmarks.bases import Bases
from benchmarks.fuse_fit import GOLDEN, Bin, Sample
from benchmarks.unseen import CUTOFFS, Score
from docs.search_first import first
from docs.search_prose import MODELS, method

FOLDER = Path(__file__).parent
SIDE_BY_SIDE = FOLDER / "side-by-side.md"
"""The table that benchmarks/compare.py prints."""
NEW = FOLDER / "worked" / "病区公用冰箱和微波炉管理规定.md"
"""A document that nobody prepared, for worked questions."""
UNPREPARED = (
    "我挤的奶能先放大家用的那个冰箱里吗",
    "昨天中午剩的红烧肉今天晚上还能吃不",
    "夜里十一点想热个饭行不行",
    "炉子里面冒烟了，门能打开看看吗",
    "鸡蛋连壳叮一下可以吗",
    "人都走了，他的饭盒还在里头，啥时候能扔",
    "隔壁那个要隔离的，家里人也拿饭来叮，可以吗",
    "把微波炉烧坏了要赔多少钱",
    "打印病历去哪个窗口",
    "孩子发烧到几度要吃退烧药",
)
"""Questions over it."""
KINDS = {
    "问标准": "手术前在病人身上做标记，写案例该引用哪份标准",
    "问目标": "不良事件没人愿意报，对应今年国家的哪个目标",
    "问条款": "会诊拖拉、不规范，文件对会诊管理有什么要求",
    "问数值": "长治要求出院病历按多大比例抽查",
    "问清单": "十八项核心制度有哪些",
    "两份文件对照": "国家和长治的行动计划有什么不同",
    "讲一件事": "夜班没交代病人刚输过血，白班又挂了一袋，违反哪项制度",
    "只有题录": "静脉留置针多久换一次",
    "没有依据": "高速公路限速标准",
    "旧标准号": "WS/T 433-2013 还能用吗",
    "有错字": "静脉血拴怎么防",
    "自己的文件": "病区的微波炉几点以后不能用",
}
"""Kind of question → one of that kind, over what ships with ``NEW``."""
WHERE = {"alone": "库里只有这些文件", "beside what ships": "库里还有随系统的资料"}
SYSTEMS = {
    "search": "本系统，search",
    "ask": "本系统，ask",
    "search, encoder not loaded": "不装编码器，search",
    "ask, encoder not loaded": "不装编码器，ask",
    "encoder alone": "只用编码器",
    "bm25s + jieba": "bm25s + jieba",
}
SAMPLES = {
    "prepared": "准备过的文件，开发题",
    "prepared, test (only reported)": "准备过的文件，测试题（只报告）",
    "unprepared, alone": "没有准备过的文件，拟合题，单独成库",
    "unprepared, beside what ships": "没有准备过的文件，拟合题，与随系统的资料同库",
    "unseen, to develop on, alone": "没有准备过的文件，开发题，单独成库",
    "unseen, to develop on, beside what ships": "没有准备过的文件，开发题，与随系统的资料同库",
}
"""What ``fuse_fit`` calls its samples → in Chinese."""
PLOTTED = {
    "prepared, test (only reported)": "#1f77b4",
    "unseen, to develop on, alone": "#d95f02",
    "unseen, to develop on, beside what ships": "#7570b3",
}
"""Samples of the plot → their colours."""
TEST = "自拟题，测试（只报告）"
HALVES = {"develop": "开发题", "reported": "只报告的题"}
SAME_BASIS = "有没有依据仍按原来的权重判断。"
UNSEEN_HEAD = "| {} | R@1 | R@5 | R@10 | MRR | 有依据而拒答 | 没有依据，拒答 |\n|---|---:|---:|---:|---:|---:|---:|"


def main() -> None:
    """Method, both evaluations, cost, calibration, comparison, models, worked questions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with seeds/, eval/ and train/")
    shared = parser.parse_args().shared
    own = read(GOLDEN)
    with tempfile.TemporaryDirectory() as folder:
        on = bases.every(Path(folder), shared)
        cards = scorecards(on.whole, read(shared / "eval" / "dev_queries.jsonl"), own)
        scores = judged(on.unseen)
        parts = [
            "# 检索\n\n由 `python -m docs.make_search --shared DIR` 生成。",
            method(),
            side_by_side(cards, scores),
            prepared(cards),
            first(on, HALVES, WHERE),
            unprepared(on.unseen, scores),
            cost(),
            calibration(on, shared),
            "## 与别的系统比\n\n" + (SIDE_BY_SIDE.read_text(encoding="utf-8").strip() if SIDE_BY_SIDE.exists() else "（待印）"),
            MODELS,
            worked(Path(folder)),
        ]
    (FOLDER / "search.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def scorecards(kb: Knowledge, shared: list[Judged], own: list[Judged]) -> dict[str, Scorecard]:
    """The scorecard of each set of questions over what ships, by its name; one with the ablation."""
    development, test = ([q for q in own if q["split"] == split] for split in ("dev", "test"))
    return {
        "共用开发题": scorecard(kb, shared),
        "自拟题，开发": scorecard(kb, development, ablated=True),
        TEST: scorecard(kb, test),
    }


def judged(on: Mapping[str, Knowledge]) -> dict[tuple[str, str], dict[str, Score]]:
    """(half, where the documents lie) → system → its score, of the unprepared documents."""
    return {
        (half, where): {name: unseen.judge(kb, system, unseen.read(half))[0] for name, system in unseen.systems(kb).items()}
        for half in HALVES
        for where, kb in on.items()
    }


def side_by_side(cards: Mapping[str, Scorecard], scores: Mapping[tuple[str, str], Mapping[str, Score]]) -> str:
    """Prepared beside unprepared: the clauses of the questions that are only reported."""
    card = cards[TEST]
    (clauses,) = (row for row in card.rows if (row.group, row.name) == ("type", "clause"))
    found = [f"{clauses.figures[metric].mean:.3f}" for metric in (*(f"recall@{k}" for k in CUTOFFS), "mrr")]
    refusals, answerable = card.refusals, card.questions - card.refusals.unanswerable
    found += [f"{len(card.refused_wrongly)}/{answerable}", f"{refusals.rightly}/{refusals.unanswerable}"]
    rows = [f"| 准备过（随系统的资料） | {' | '.join(found)} |"]
    for where, called in WHERE.items():
        rows.append(f"| 没有准备过，{called} | {scores['reported', where]['ask'].row()} |")
    return (
        "## 准备过的和没有准备过的\n\n"
        "准备过的文件，有编者写的例句、术语和关联；没有准备过的，如医院自己加入的制度，什么都没有。"
        "下面是只报告的题，`ask`，只看条款。\n\n"
        + "\n".join([UNSEEN_HEAD.format("文件"), *rows])
        + "\n\n准备过的题，一题可有几条正确条款，按查全的份额计，拒答按全部题计；没有准备过的按第一条正确条款计。"
    )


def prepared(cards: Mapping[str, Scorecard]) -> str:
    """The scorecards, and the ablation."""
    parts = [
        "## 准备过的文件\n\n随系统的资料，加五份原文。每组题由 `duibiao eval 题目文件` 印出；自拟题按角色写成，写在调试之前，"
        "测试题只报告，不用来调；只有选定例句的用法时看过它的总数。开发题里有两百多道是后来写的难题，多半只说一件事，不用术语。"
    ]
    ablated = ""
    for name, card in cards.items():
        scored, _, told = text(card).partition("\n| 去掉 |")
        parts.append(f"### {name}\n\n{scored.strip()}")
        ablated = f"| 去掉 |{told}" if told else ablated
    parts.append(
        f"### 去掉一部分，准备过的文件\n\n自拟开发题，`duibiao eval --ablate`，每行去掉一样；{SAME_BASIS}\n\n{ablated}"
    )
    return "\n\n".join(parts)


def unprepared(on: Mapping[str, Knowledge], scores: Mapping[tuple[str, str], Mapping[str, Score]]) -> str:
    """The table of ``benchmarks.unseen``, a half and a base each, and the ablation on the half to develop on."""
    parts = [
        "## 没有准备过的文件\n\n"
        "十二部法规和六份医院文件（`tests/golden/unseen`，医院文件是虚构的），训练、术语和例句里都没有它们，也没有讲它们的话。"
        "题目照文件写成，写在调试之前：每半 200 道，150 道有依据，50 道没有。只看条款，按第一条正确条款的名次计，`ask` 拒答的"
        "算没有找到（`search` 拿不准时也列出最接近的，并写明可能没有依据：列出来的照算名次，也算拒答）；"
        "括号内是 95% 区间（Wilson）。由 `python -m benchmarks.unseen --shared DIR` 印出。"
    ]
    for (half, where), by_system in scores.items():
        rows = [f"| {SYSTEMS[name]} | {score.row()} |" for name, score in by_system.items()]
        parts.append("\n".join([f"### {HALVES[half]}，{WHERE[where]}\n", UNSEEN_HEAD.format(""), *rows]))
    parts.append(f"### 去掉一部分，没有准备过的文件\n\n开发题，`ask`，每行去掉一样；除最后一行，{SAME_BASIS}")
    parts += [without_each(kb, scores["develop", where], WHERE[where]) for where, kb in on.items()]
    return "\n\n".join(parts)


def without_each(kb: Knowledge, scores: Mapping[str, Score], called: str) -> str:
    """The ablation on one base; ``scores`` of the systems on it."""
    questions = unseen.read("develop")
    rows = {"（不去掉）": scores["ask"]}
    rows |= {PARTS[name]: unseen.judge(kb, unseen.by_ask(out(kb)), questions)[0] for name, out in COMPONENTS.items()}
    rows["编码器（没有装上，按词判断）"] = scores["ask, encoder not loaded"]
    return "\n".join(
        [f"{called}：\n", UNSEEN_HEAD.format("去掉"), *(f"| {name} | {one.row()} |" for name, one in rows.items())]
    )


def cost() -> str:
    """What the encoder costs, measured in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.encoder"]
    table = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    return (
        f"## 编码器的代价和所得\n\n代价，由 `python -m benchmarks.encoder` 印出：\n\n{table}\n\n"
        "所得：见上面两张“去掉一部分”的表中“语义向量”一行，和没有准备过的文件中“不装编码器”两行。"
    )


def calibration(on: Bases, shared: Path) -> str:
    """How well the probability tells apart, reliability tables and plot."""
    fitted, tested = fuse_fit.samples(on, shared)
    models, crossed = fuse_fit.fitted_models(fitted)
    rows = [fuse_fit.row(f"{SAMPLES[name]}（交叉验证）", crossed[name], one.founded) for name, one in fitted.items()]
    rows += [fuse_fit.row(SAMPLES[name], fuse_fit.judged(one), one.founded) for name, one in tested.items()]
    bins = {name: fuse_fit.reliability(fuse_fit.judged(one), one) for name, one in tested.items()}
    series = {colour: bins[name] for name, colour in PLOTTED.items()}
    (FOLDER / "calibration.svg").write_text(plot(series), encoding="utf-8")
    together = [*fitted.values()]
    features, founded = (np.concatenate([getattr(one, name) for one in together]) for name in ("features", "founded"))
    whole = fuse_fit.reliability(np.concatenate([*crossed.values()]), Sample(features, founded))
    tables = "\n\n".join(f"{SAMPLES[name]}：\n\n{_bins(found)}" for name, found in bins.items())
    return f"""## 概率准不准

`python -m benchmarks.fuse_fit --shared DIR`：只取由概率决定的题（不含编号）。每组里有依据的题合起来和没有依据的题合起来一样重
（按例句的那个，有依据的按 0.7 计）。这次拟合得 {models}；所用的写在 `app/answer/basis.py`。

| | 题数 | AUC | 有依据而拒答 | 没有依据，拒答 | 拒对九成时有依据而拒答 | 那时的阈值 |
|---|---:|---:|---:|---:|---:|---:|
{chr(10).join(rows)}

概率在各段里的题数、预测和实际有依据的比例（两类题一样重）。三组拟合题，交叉验证：

{_bins(whole)}

{tables}

![预测与实际](calibration.svg)

横轴是预测的概率，纵轴是实际有依据的比例，点的大小是题数；蓝色为准备过的文件（测试题），橙色为没有准备过的文件（开发题，单独成库），
紫色为同样的题、库里还有随系统的资料。实际使用中没有依据的问题若比有依据的少，概率会偏低，多则偏高。"""


def _bins(rows: Iterable[Bin]) -> str:
    lines = [f"| {r.low:.2f}–{r.high:.2f} | {r.questions} | {r.predicted:.2f} | {r.observed:.2f} |" for r in rows]
    return "\n".join(["| 概率 | 题数 | 预测 | 实际 |", "|---|---:|---:|---:|", *lines])


def plot(series: dict[str, list[Bin]]) -> str:
    """Predicted against observed as SVG, without text; the area of a point goes with its questions."""
    size, edge = 240, 20

    def at(x: float, y: float) -> tuple[float, float]:
        return round(edge + x * (size - 2 * edge), 1), round(size - edge - y * (size - 2 * edge), 1)

    def line(start: tuple[float, float], end: tuple[float, float], colour: str) -> str:
        (x1, y1), (x2, y2) = at(*start), at(*end)
        return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}"/>'

    parts = [line((i / 5, 0), (i / 5, 1), "#ddd") + line((0, i / 5), (1, i / 5), "#ddd") for i in range(6)]
    parts.append(line((0, 0), (1, 1), "#888"))
    for colour, bins in series.items():
        for one in bins:
            x, y = at(one.predicted, one.observed)
            radius = round(2 + one.questions**0.5 / 1.5, 1)
            parts.append(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{colour}" fill-opacity="0.6"/>')
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}">\n{body}\n</svg>\n'
    )


def worked(folder: Path) -> str:
    """Questions as a person asks them, with how each answer came about: of a new document, and of what ships."""
    publish.build(folder / "new", [NEW])
    publish.build(folder / "shipped")
    publish.add(folder / "shipped", [NEW])
    title, path = NEW.stem, NEW.relative_to(FOLDER.parent)
    return "\n\n".join(
        [
            f"## 十个问题，问一份没有准备过的文件\n\n[{title}](worked/{NEW.name})是为这一页写的（虚构），题目同时写成，"
            f"之后都没有改过。库里只有它一份：`duibiao build {path} --kb 文件夹`。"
            "前七个有依据，第八个问的细节没有写，最后两个没有依据。",
            *_answers(folder / "new", UNPREPARED, "--explain"),
            "## 十二个问题，每种一个，答案照用户看到的印出\n\n库里是随系统的资料，加上面那份文件。",
            *(
                f"**{kind}**\n\n{answer}"
                for kind, answer in zip(KINDS, _answers(folder / "shipped", KINDS.values()), strict=True)
            ),
        ]
    )


def _answers(kb: Path, questions: Iterable[str], *options: str) -> list[str]:
    shown = []
    for question in questions:
        answer = CliRunner().invoke(app, ["ask", question, "--kb", str(kb), *options]).stdout.strip()
        shown.append(f"```text\n$ duibiao ask {' '.join((question, *options))}\n{answer}\n```")
    return shown


if __name__ == "__main__":
    main()
