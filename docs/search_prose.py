"""What ``docs/search.md`` says besides figures: the method, and how a hospital uses a model of its own."""

from app.answer.basis import BY_EXAMPLES, BY_MEANING, NEARBY, LogisticModel
from app.answer.ranking import BY_EXAMPLE, CARRY
from index.details import DETAILS
from index.fuse import WEIGHTS
from index.models.onnx_model import LONGEST, PASSAGE, QUERY
from index.rerank import TOP

FEATURES = {
    "dense": "最大余弦",
    "coverage": "最大覆盖度",
    "lexical": "最大 BM25",
    "example_dense": "与例句的最大余弦",
    "example_coverage": "最近对象的例句覆盖度",
    "out_of_scope": "与库外问题的相近程度",
    "outside": "像库外问题的程度",
    "unwritten": "像“资料里没有写”的问题的程度",
}
"""The fields of ``Features`` in Chinese."""


def method() -> str:
    """How a question is searched and judged, with the weights in use."""
    carried = "，".join(f"{predicate}（{kind}）{share}" for (predicate, kind), share in CARRY.items())
    return f"""## 方法

**编码器**把一句话变成一个向量，意思相近的话，向量的夹角就小（余弦大），用词可以不同：“拍片子前要摘项链吗”
和“放射检查前去除金属物品”，“加班能换成休息吗”和“调休与补休的规定”。
它是 `index/models/shipped` 里的 transformer，由 multilingual-e5-small（MIT 许可）而来：词表裁到中文医院文件用得着的，再用
“平常的问法—条文”成对训练，取训练长短不同的两个的平均；权重存成 8 位浮点数，装载时
取成 8 位整数，由 onnxruntime 用整数计算（比浮点数快三分之一，内存少一半），不用 torch，不联网，各系统都一样。训练用的问法
多半是编者写的，对着公开法规的条文和虚构的医院文件（`index/models/pairs`），连同例句、术语表和公开的患者问答；评测用的“没有准备过的文件”不在里面。
编码器读一段话的前 {LONGEST} 个词片，问题前加 `{QUERY.strip()}`，资料前加 `{PASSAGE.strip()}`。
问题里的外文名称，和库里没有一处写到的缩写，先换成中文名称。

**一条条款的向量由什么算出**：条款离开上下文就没有意思（“（三）每月一次”）。所以送给编码器的不只是它的文字，还有文件的标题、各级标题、
它所从属的句子，和它下面各项的文字，共取六百字（`index/meaning.py`）。文字检索（BM25）仍只用标题和它自己的文字。
条款长的（一百六十字起），每几句（一百二十字以内）另有一个向量，整条的只取前二百字：问题离条款有多近，看整条和各段中最近的，
问的只是其中一句时也找得到。
算过的向量不再算：随系统资料的向量随软件一起提供，加入文件只算新的条款；建库中途被停掉，再运行就从停下的地方接着算。

**得分**。问题先认编号和名称，再切成单元：术语，和术语之间的词。每个条目的得分是三部分的加权平均，各在 0 到 1 之间，权重为：

    余弦 {WEIGHTS.dense}    BM25 {WEIGHTS.lexical}    覆盖度 {WEIGHTS.coverage}

- 余弦：问题与条目的向量，换到同一尺度。
- BM25 的词元分三类，权重：词 {WEIGHTS.word}，二字组 {WEIGHTS.bigram}，术语 {WEIGHTS.concept}，
  条目写的是下位术语 {WEIGHTS.narrower}，是上位术语 {WEIGHTS.broader}；除以问题可能得到的最高分，最多算 1。
- 覆盖度：条目含有问题的几成，按罕见程度计。
- 问题里的词一个也没有、意思却与最好的条目差不多近的条款，也列出来，理由写“意思与问题相近，用词不同”。

**例句**（`corpus/examples/`，编者写的问法，不是原文）用同样的办法另查一遍：一个对象看与问题最近的三条，算“至少一条说的就是它”的可能，
四次方后乘以 {BY_EXAMPLE}，与自身得分合并：只是大致相像的例句算不了什么，不该把答得更好的条款挤下去。

**关联**：得分沿关联传递，乘以这一段的份额：{carried}。自身得分与传来的得分按“至少一个成立”合并。

**有没有依据**，看两个概率中大的，准备过的文件（有例句说到的）和没有准备过的（如医院自己加的）一样看：

    按例句  {_formula(BY_EXAMPLES)}
    按意思  {_formula(BY_MEANING)}

这个概率与最好的结果能回答的概率，加起来不到 1 就答“没有依据”；`search` 在不低于 {NEARBY} 时仍列出最接近的，先写明可能没有依据。
后两项由问题的向量直接算出（`index/models/subjects.py`，岭回归），不看找到了什么：用例句、库外的问题，和两千来个编者写的、随系统的资料没有写的问题
拟合；最近的条款在没有准备过的文件里时，后一项不算。它还给出问题说的是各个对象的可能，排序也用它。
权重由 `python -m benchmarks.fuse_fit --shared DIR` 拟合：前一个在随系统的资料的题上，
后一个再加上没有准备过的文件的题，单独成库的和与随系统的资料同库的。

**细节没有写**：条款说的正是这件事，问的却是它没有写的数、名称或地方，答：“有关条款如下，但没有写明多少钱。”下面列出这些条款，不算有依据。
认得的细节：{"；".join(detail.name for detail in DETAILS)}（`index/details.py` 的表，排序也用它）。
先看意思最近的三条里真正说这件事的，细节要写在与问题相同的词旁边，有细节的那几句还要连同问题一起读（`app/answer/second_look.py`）：
句子说的是别的事，就不算写明；所问的若是标准、指标、目标、制度本身，不在此列。

**编码器装不上**（文件缺了、坏了）：一行提示写明原因和办法，照样能查，只是按词查、按词判断有没有依据，说法不同的条款会漏掉。

传递份额、得分权重在 `app/answer/ranking.py` 和 `index/fuse.py`，只用开发题选定。"""


def _formula(model: LogisticModel) -> str:
    terms = " + ".join(f"{w} × {FEATURES[name]}" for name, w in model.weights._asdict().items() if w).replace("+ -", "− ")
    return f"logistic({terms} {model.bias:+})"


MODELS = f"""## 用医院自己的模型

随系统的编码器不用 torch。医院若有 sentence-transformers 格式的模型（如 bge、Qwen3-Embedding），可以换上：

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
`config_sentence_transformers.json` 里写了 `query` 提示语的，加在问题前；写了 `document`、`passage` 或 `corpus` 的，加在资料前。
凡 sentence-transformers 能装载的都可以，静态模型也行，都由这个库计算。

随系统的编码器（`index/models/shipped`）本身也是 sentence-transformers 文件夹：工程师可以装载它，用本院的问法接着训练，
存成新文件夹，再照上面换上。
训练的办法见 `index/models/train`；从头再做一遍：`python -m index.models.train --shared DIR --out 文件夹`（扩展 `train`）。

每个模型的余弦高低不同，而上面的权重和概率是按同一尺度定的。因此用别的模型建库时，先量出标题（当作问题）与条目之间余弦的均值和标准差，
查询时平移、伸缩到这个尺度（`index/models/calibration.py`）。
换模型后请用自己的题目评测：`duibiao eval 题目.jsonl --ablate`。

再设 `DUIBIAO_RERANKER=/srv/models/bge-reranker-base`（CrossEncoder 文件夹），得分最高的 {TOP} 个条目会由它和问题一起再读一遍，
按两种分数的平均重排；只改先后，不改分数的高低，也不改有没有依据的判断。换重排模型不用重建。

装载 torch 要十几秒，命令行每问一次都要等；网页只装载一次，适合配自己的模型。"""
