"""Write ``docs/search.md`` and its plot: ``python -m docs.make_search --shared DIR``.

The base is built from the corpus with the originals in DIR/seeds over it; every figure and answer is what the commands print.
"""

import argparse
import tempfile
from collections.abc import Iterable
from pathlib import Path

from typer.testing import CliRunner

from app.answer.basis import FOUNDED, WITH_EXAMPLES, WITHOUT_EXAMPLES
from app.answer.ranking import BY_EXAMPLE, CARRY
from app.base.knowledge import Knowledge
from app.build import publish
from app.cli.main import app
from app.evaluate.judging import Judged, read
from app.present.scorecard import scorecard
from app.present.terminal.scorecard import scorecard as text
from benchmarks.bases import whole
from benchmarks.fuse_fit import GOLDEN, Bin, by, fit, losses, reliability, sample, split, unseen
from index.fuse import WEIGHTS
from index.rerank import TOP

FOLDER = Path(__file__).parent
SIDE_BY_SIDE = FOLDER / "side-by-side.md"
"""The table that benchmarks/compare.py prints."""
FEATURES = ("最大覆盖度", "最大余弦", "最大 BM25", "最近对象的例句覆盖度", "与例句的最大余弦", "与库外问题的相近程度")
"""Names of the fields of ``Features``."""
WORKED = (
    "哪些标准适用于提高 VTE 规范预防率",
    "减少不必要的打点滴可以对照什么",
    "危急值报告属于哪项核心制度",
    "WS/T 433-2013 还能用吗",
    "手術部位標識標準",
    "静脉血栓栓赛症预防",
    "急性脑梗死再灌注治疗率要到多少",
    "目标六是什么",
    "每百出院人次主动报告不良事件",
    "高速公路限速标准",
)


def main() -> None:
    """Method, evaluation, ablation, calibration, comparison, models, worked questions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with seeds/ and eval/")
    shared = parser.parse_args().shared
    own = read(GOLDEN)
    development, test = split(own, shared)
    with tempfile.TemporaryDirectory() as folder:
        shipped = Path(folder) / "shipped"
        publish.build(shipped)
        opened = whole(Path(folder) / "whole", shared)
        parts = [
            "# 检索\n\n由 `python -m docs.make_search --shared DIR` 生成：随系统的资料，加五份原文。",
            method(),
            evaluation(opened, read(shared / "eval" / "dev_queries.jsonl"), own),
            calibration(opened, development, test),
            "## Side by side\n\n" + (SIDE_BY_SIDE.read_text(encoding="utf-8").strip() if SIDE_BY_SIDE.exists() else "（待印）"),
            MODELS,
            worked(shipped),
        ]
    (FOLDER / "search.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def method() -> str:
    """The fusing rule with its weights."""
    features, plain = (
        " + ".join(f"{w} × {name}" for name, w in zip(FEATURES, of.weights, strict=True) if w).replace("+ -", "− ")
        for of in (WITH_EXAMPLES, WITHOUT_EXAMPLES)
    )
    carried = "，".join(f"{predicate}（{kind}）{share}" for (predicate, kind), share in CARRY.items())
    return f"""## 方法

问题先认编号和名称，再切成单元：术语，和术语之间的词。每个条目的得分是三部分的加权平均，各在 0 到 1 之间，权重为：

    BM25 {WEIGHTS.lexical}    余弦 {WEIGHTS.dense} × (1 + {WEIGHTS.dense_boost} × 谁也不含的份额)    覆盖度 {WEIGHTS.coverage}

- BM25 的词元分三类，权重：词 {WEIGHTS.word}，二字组 {WEIGHTS.bigram}，术语 {WEIGHTS.concept}，
  条目写的是下位术语 {WEIGHTS.narrower}，是上位术语 {WEIGHTS.broader}；除以问题可能得到的最高分，最多算 1。
- 余弦：问题与条目的语义向量；覆盖度：条目含有问题的几成，按罕见程度计。最好的条目也不含有的那一份，文字判断不了，
  只能看语义，所以余弦的权重随它增加。
- 得分沿关联传递，乘以这一段的份额：{carried}。自身得分与传来的得分按“至少一个成立”合并。
- 例句（`corpus/examples/`，编者写的问法，不是原文）用同样的办法另查一遍，只是余弦的权重不变（一条例句只是许多说法之一，
  没含有的不说明什么）：一个对象看与问题最近的三条，“至少一条说的就是它”的可能乘以 {BY_EXAMPLE}，与自身得分合并。
  另有知识库一定没有依据的问题，问题与它们相近的程度同样看最近的三条。
- 有没有依据，看一个概率：logistic({features} {WITH_EXAMPLES.bias:+})。
  没有例句说到的文件（如医院自己加的）只看前三项，另按 logistic({plain} {WITHOUT_EXAMPLES.bias:+}) 算，取两者中大的。
  低于 {FOUNDED} 就答“没有依据”：没有依据而作答，按有依据而拒答的 {FOUNDED / (1 - FOUNDED):.0f} 倍计。

传递份额、得分权重在 `app/answer/ranking.py` 和 `index/fuse.py`，只用开发题选定。
概率的权重由 `python -m benchmarks.fuse_fit` 拟合。"""


def evaluation(kb: Knowledge, shared: list[Judged], own: list[Judged]) -> str:
    """A scorecard a set; the ablation on our own development questions, as the largest set that may be looked at."""
    development = [q for q in own if q["split"] == "dev"]
    test = [q for q in own if q["split"] == "test"]
    parts = [
        "## 评测\n\n每组题由 `duibiao eval 题目文件` 印出；自拟题按角色写成，写在调试之前，测试题只报告，不用来调；"
        "只有选定例句的用法时看过它的总数，拒答的阈值按开发题的交叉验证选定。开发题里有两百多道是后来写的难题，"
        "多半只说一件事，不用术语。"
    ]
    for name, questions in (("共用开发题", shared), ("自拟题，开发", development), ("自拟题，测试（只报告）", test)):
        parts.append(f"### {name}\n\n{text(scorecard(kb, questions))}")
    told = text(scorecard(kb, development, ablated=True))
    parts.append(
        "### 去掉一部分\n\n自拟开发题，`duibiao eval --ablate`，每行去掉一样；有没有依据仍按原来的权重判断。\n\n"
        + told[told.rindex("| 去掉 |") :]
    )
    return "\n\n".join(parts)


def calibration(kb: Knowledge, development: list[Judged], test: list[Judged]) -> str:
    """Losses, reliability table and plot."""
    dev, held_out = sample(kb, development), sample(kb, test)
    without, shipped = unseen(dev), by(WITH_EXAMPLES, held_out)
    crossed, reported = reliability(without, dev), reliability(shipped, held_out)
    (FOLDER / "calibration.svg").write_text(plot({"#1f77b4": crossed, "#d95f02": reported}), encoding="utf-8")
    return f"""## 概率准不准

`python -m benchmarks.fuse_fit`：只取由概率决定的题（不含编号、有可检索的词）。拟合得 {fit(dev)}。

| | 对数损失 | Brier | AUC | 没有依据而作答 | 有依据而拒答 |
|---|---:|---:|---:|---:|---:|
| 开发题，交叉验证 | {losses(without, dev)} |
| 开发题，所用权重 | {losses(by(WITH_EXAMPLES, dev), dev)} |
| 测试题（只报告），所用权重 | {losses(shipped, held_out)} |

开发题，十折交叉验证五次取平均：

{_bins(crossed)}

测试题（只报告）：

{_bins(reported)}

![预测与实际](calibration.svg)

横轴是预测的概率，纵轴是实际有依据的比例，点的大小是题数；蓝色为开发题（交叉验证），橙色为测试题。题目里没有依据的只占一成多，
实际使用中若更多，概率会偏高。"""


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


def worked(kb: Path) -> str:
    """Ten questions as a person asks them, with how the answer came about."""
    runner = CliRunner()
    explained = ["--explain"] if "--explain" in runner.invoke(app, ["ask", "--help"]).stdout else []
    shown = []
    for question in WORKED:
        answer = runner.invoke(app, ["ask", question, "--kb", str(kb), *explained]).stdout.strip()
        shown.append(f"```text\n$ {' '.join(['duibiao ask', question, *explained])}\n{answer}\n```")
    return "## 十个问题\n\n只用随系统的资料。\n\n" + "\n\n".join(shown)


MODELS = f"""## 用医院自己的模型

随系统的语义模型是静态的，查询时不装 torch。医院若有 sentence-transformers 格式的模型（如 bge、Qwen3-Embedding），可以换上：

1. `pip install 'duibiao[models]'`（离线机器先在联网机器上 `pip download`）。
2. 把模型文件夹拷到本机。只接受 safetensors：文件夹里有 `*.bin`、`*.pt`、`*.pkl` 或 `*.py` 的一律不读，也不运行模型自带的代码；
   多余的旧格式权重请删去。什么都不从网上取。
3. 设环境变量，重建知识库：

```sh
export DUIBIAO_MODEL=/srv/models/bge-base-zh-v1.5
duibiao build             # 已有自己文件的库：用 duibiao add 再加入任意一份文件，全库即按新模型重算
duibiao ask "减少不必要的打点滴可以对照什么"
```

建库和查询要设同一个模型。`manifest.json` 记着模型的名称、维数和全部文件的 sha256；不一致时，一行提示写明两边的名称和办法。
`config_sentence_transformers.json` 里写了 `query` 提示语的，加在问题前；写了 `document` 或 `passage` 的，加在资料前。
别的静态模型（StaticEmbedding，或其后只有 Normalize）同样用法，不需要 torch。

每个模型的余弦高低不同，而上面的权重和概率是按随系统的模型定的。因此用别的模型建库时，先量出标题（当作问题）与条目之间余弦的均值和标准差，
查询时平移、伸缩到随系统模型的水平（`index/models/calibration.py`）。
换模型后请用自己的题目评测：`duibiao eval 题目.jsonl --ablate`。

再设 `DUIBIAO_RERANKER=/srv/models/bge-reranker-base`（CrossEncoder 文件夹），得分最高的 {TOP} 个条目会由它和问题一起再读一遍，
按两种分数的平均重排；只改先后，不改分数的高低，也不改有没有依据的判断。换重排模型不用重建。

装载 torch 要十几秒，命令行每问一次都要等；网页只装载一次，适合配自己的模型。"""


if __name__ == "__main__":
    main()
