"""Which sentences of a draft tell what was done: not why, how well it went, what others demand or what is to come."""

import re
from collections.abc import Sequence

from app.mapping.model import Draft
from app.mapping.sentences import Role, Sentence, sentences

_LEAST = 8
"""Characters of a sentence that tells something."""
QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_WHOLLY_BRACKETED = re.compile(r"^[（(【\[].*[）)】\]]?[。.]?$")
_CAPTION = re.compile(r"^[图表]\s*\d|[：:]$|[表图]$")
_ADDRESSED = re.compile(r"请(?:务必|注意|忽略|勿|将|把|按|直接|不要|给予|在|您|各位|评审|审稿|予以)|敬请|恳请")
_CITING = re.compile(
    r"^[^，。]{0,12}(?:国家|全国|上述|文件|目标|策略|计划|方案|办法|规范|标准|《[^》]*》|[A-Z]{2,4}\s*/?\s*T?\s*\d[\d.—–-]*)[^，。]{0,24}?"
    r"(?:要求|强调|明确|提出|指出|规定|写道|讲|说|载明|原文|作为|系|属于|列为|是)"
)
_SOURCE = re.compile(r"文件|目标|策略|计划|方案|办法|规范|标准|制度|条例|规定|第\s*[\d一二三四五六七八九十]+\s*条")
_POINTING = re.compile(r"^(?:此项|该项|此举|这一|这些|以上|上述|其余|其中|对应|符合|体现|响应)")
_ACCORDING = re.compile(r"^(?:依据|按照|对照|根据|参照|落实|执行|围绕|结合|依照|遵照|严格执行)")
_GROUND = re.compile(r"^(?:[）)]|的|之|这一|这条|等|中|[^，。“”]{0,4}(?:要求|规定|精神|原则|内容|条款|策略|目标|标准))+")
"""What is left of a ground after its quote."""
_DEMANDED = re.compile(r"^[^，。]{0,8}?(?:应当|应该|必须|须|要求|需要|不得)")
_LEAST_DEED = 4
_RULED = "系统|自动|弹|当场|当日|一律|立即|及时|由|予|应|须|按|补|退"
"""What a rule says is done with what was not done before: 仍未评估的自动弹窗."""
TO_COME = re.compile(
    rf"(?:尚未|暂未|还没有|还没|仍未)(?![^，,。；;]{{0,12}}的(?:{_RULED}|[一均当]|提[醒示]|报|上报|通知|电话|不得|追))|目前未|未能|我院没有|(?<![模虚])拟(?![定合态])|后续[拟将]|下一步|今后|将于|计划于|有待|列入下半年"
)
_NOT_DONE = re.compile(
    r"^(?!若|如|凡|对|将|把|一旦|遇|因|由|在|避免|杜绝|防止|减少|消除|查|找|发现|统计|登记|提醒|通知|通报|追踪|督促)"
    r"(?:(?!避免|杜绝|防止|查找|发现|统计|提醒|通知|通报|追踪|督促|[对将把让使])[^，,。；;]){0,14}?"
    r"(?:没有|没能|没(?=[\u4e00-\u9fff])|未(?![来成婚名])|从不|缺少|缺乏)"
    rf"(?!.*(?:不(?![力足够及到])|才|[就即]|者|的(?:{_RULED}|马上|要|重新|暂|先|再|都|均|则|视为|扣|谈话|护士|医师|人员|患者)))"
    r"[^，,。；;]{2,}[。；;，,]?$"
    r"|(?:不到位|不规范|不及时|不落实|不完善|不统一|不清楚|不完整|流于形式)[。；;，,]?$"
)
"""A part of a sentence that tells of something not done, or not well: a problem that was found, no practice."""
_THEN = re.compile(
    r"^(?:于是|为此|因此|所以|针对|现|现在|立即|随即|后来|改为|遂|故|我们|科室|护士长|组织|建立|制定|修订|增设|开展)"
)
"""How the part begins that tells what was done about it."""
_SUCH = re.compile(r"^(?:没有|没|未|缺少|缺乏)[^，,。；;]{2,14}的[^，,。；;]{1,10}$")
"""A first part that names what lacks something; what is done with it stands behind, unless that lacks something as well."""
_LACKING_TOO = re.compile(r"^(?:也|又|还|且|并)?(?:没|未|缺)")
_PRAISE = re.compile(r"锦旗|好评|表扬|感谢信|荣誉|获评|肯定|报道|点赞|称赞|反映良好|留言簿|前来(?:学习|交流)|值得(?:借鉴|推广)")
_CHANGED = re.compile(r"(?:由|从)[^，。]{0,16}\d[^，。]{0,12}(?:升|降|提高|缩短|减少|增|上升|下降)[^，。]{0,4}(?:至|到|为)?")
_MEASURED = re.compile(r"率|时间|例数|天数|比例|费用|满意度|人次|均")
_CITED, _LEAST_SAID = re.compile(r"《[^《》]*》|[^\u4e00-\u9fff]"), 3
"""Titles, numbers and codes, and the least characters of a practice beside them: what only cites tells of nothing done."""
_STATE = re.compile(r"^(?:我院|本院|我科|本科|医院)[^，]{0,6}(?:为|是|系|始建|现有|开放|承担)")


def practices(draft: Draft) -> list[Sentence]:
    """Those of the parts on what was done; where no heading names such a part, of the open ones too."""
    every = [s for s in sentences(draft) if tells(s.text)]
    said = any(s.role is Role.PRACTICE and not s.passage.column for s in every)
    open_too = [] if said else [s for s in every if s.role is Role.OPEN and not _about_results(s.text)]
    done = [s for s in every if s.role is Role.PRACTICE or s in open_too]
    return list({_key(s.text): s for s in done}.values())


def done(text: str) -> str:
    """What a sentence says was done: without quotes, remarks in brackets, and what is still to come."""
    plain = _BRACKETED.sub("", QUOTED.sub("“”", text))
    kept = []
    for part in re.split(r"(?<=[，,])", plain):
        if TO_COME.search(part):
            break
        if _cites(part):
            kept.append(_deed(part))
        elif not (_POINTING.match(part) or _PRAISE.search(part)):
            kept.append(part)
    said = "".join(kept) or plain
    return said.replace("“”", "").strip("，,；;。 ")


def _cites(part: str) -> bool:
    """Whether a part of a sentence (quotes emptied) only says where a quote is from."""
    return "“”" in part and bool(_SOURCE.search(part))


def _deed(part: str) -> str:
    """What a part says was done on the ground of a quote (依据《…》“…”的要求重写会诊流程); "" where it says only the ground."""
    after = _ACCORDING.match(part) and _GROUND.sub("", part.rpartition("“”")[2])
    return after if after and len(after.strip("，,；;。 ")) >= _LEAST_DEED else ""


def _acted_on(text: str) -> bool:
    """Whether a sentence (quotes emptied) begins with a quote as the ground of what follows, and something follows."""
    first, _, rest = text.partition("，")
    goes_on = len(rest) >= _LEAST and not _DEMANDED.match(rest) and not _cites(re.split(r"[，,；;]", rest)[0])
    return bool(_ACCORDING.match(first)) and (bool(_deed(first)) or goes_on)


def tells(text: str) -> bool:
    """Whether a sentence tells of something done."""
    plain = QUOTED.sub("“”", text)
    if (
        len(_CITED.sub("", text)) < _LEAST_SAID
        or len(text) < _LEAST
        or _WHOLLY_BRACKETED.match(text)
        or _CAPTION.search(text)
        or _ADDRESSED.search(text)
    ):
        return False
    first, *others = re.split(r"[，,；;]", plain)
    cited = (_CITING.match(plain) or _POINTING.match(plain)) and not _ACCORDING.match(plain)
    return not (
        cited
        or (_cites(first) and not _acted_on(plain))
        or TO_COME.search(first)
        or _PRAISE.search(first)
        or (_NOT_DONE.search(first) and not any(map(_THEN.search, others)) and not _ruled(first, others))
        or _STATE.match(plain)
    )


def _ruled(first: str, others: Sequence[str]) -> bool:
    """Whether a sentence rules what is done with what lacks something: 没有双签字的处方，药房退回."""
    return bool(_SUCH.search(first)) and any(part.strip() and not _LACKING_TOO.search(part) for part in others[:1])


def _about_results(text: str) -> bool:
    """Whether a sentence tells how figures changed."""
    return bool(_CHANGED.search(text) and _MEASURED.search(text)) or bool(_PRAISE.search(text))


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text)
