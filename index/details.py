"""Details that a question asks for and that only a text with such a detail answers: how much money, how long, in which system.

A clause may treat the very matter that is asked about and not say how much or how long. The rows of ``DETAILS`` tell so: how
people ask for a kind of detail, and how a text that has it is written. By them a refusal says what is not written, and clauses
that have the figure asked for come first.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

_DIGITS = r"(?:\d[\d.,，]*|[一二三四五六七八九十百千万两双半零〇]+)"
_N = rf"{_DIGITS}(?:[\-—–~～至到]{_DIGITS})?[余多]?\s*"
_NO_YEAR = r"(?<!\d)(?!(?:19|20)\d\d\s*年)"
"""Before a number that is no year of the calendar: 2025 年 is not how many years."""
_TOLD_BEFORE = r"(?<![那这哪近没好十百剩])(?<!剩下)(?<!(?<!提)前)(?<!(?<!超)过)(?<!(?<![到满过])了)"
"""Before a count that is told, not asked for: 好几个, 前几天, 过了几天, but not 提前几天, 超过几天."""
_MANY = r"(?:多少|几(?![十百千万])|几[十百千万]+(?=(?:块钱|[^，。？?])?(?:$|[，。？?])))"
_HOW = rf"(?:{_TOLD_BEFORE}{_MANY}|(?<=[了过])几(?=[^，。？?]{{0,4}}[就才]))"
_ONCE = r"(?![之以]?内)[^，。？?]{0,8}[一几][次回趟遍轮组](?!性)"
"""Behind a span of time: 一次."""
_SPAN = r"(?:工作日|小时|钟头|分钟|秒|天|日|周|星期|礼拜|季度?|月|年|班)"


@dataclass(frozen=True, slots=True)
class Detail:
    """One kind of detail."""

    name: str
    """How a refusal calls it, in Chinese."""
    asked: re.Pattern[str]
    written: re.Pattern[str]
    figure: bool
    """Whether it is a figure; if not, a name or a place."""
    vague: re.Pattern[str] | None = None
    """How a text says it without a figure: 及时, 逐步升高. It answers an open question (多久, 多高)."""
    counted: re.Pattern[str] | None = None
    """How a question asks for the very figure: 几分钟, 百分之几. It is not answered vaguely."""

    def is_in(self, text: str, *, vaguely: bool = True) -> bool:
        """Whether ``text`` has it anywhere."""
        said = vaguely and self.vague is not None and self.vague.search(text)
        return bool(said or self.written.search(text))

    def stands_in(self, text: str, shares: Callable[[str], bool] = lambda _: True) -> bool:
        """Whether ``text`` has it in a sentence that ``shares`` words with the question, or in one beside such a sentence.

        Where no sentence shares any, as the text says it in other words, it may stand anywhere.
        """
        sentences = [sentence for sentence in _ENDS.split(text) if sentence.strip()]
        near = [shares(sentence) for sentence in sentences]
        if not any(near):
            return self.is_in(text)
        beside = (any(near[max(i - 1, 0) : i + 2]) for i in range(len(near)))
        return any(close and self.is_in(sentence) for sentence, close in zip(sentences, beside, strict=True))

    def sentences(self, text: str) -> list[str]:
        """The sentences of ``text`` that have it."""
        return [sentence.strip() for sentence in _ENDS.split(text) if self.is_in(sentence)]


_ENDS = re.compile(r"[。；;！？\n]")
_SENTENCE = re.compile(r"[^。！!？?\n]+[。！!？?\n]*")
_LEAST = 6
"""Characters of a last sentence: 谢谢 is none."""
_TOLD = re.compile("[了过好]几")
_LOOSE = re.compile(
    r"几(?!个?[人名位])[^，。？?几多]{1,6}(?:一起|一块|一同|共同|联合)|除了[^，,。？?]*[，,](?=[^，,。？?]*[还另也其别再])|[就才]几个?人|几[份个张条]一[模样]|几[^，。？?几多]{1,12}(?:行不行|[行成]吗|可以[吗么])|(?:[着把]|[我你他咱]们)几[个次]"
)
"""What a question has already (除了看多少人打，还…), or counts loosely."""


def _figure(
    name: str, units: str, *, asks: str = "", written: str = "", says: str = "", vague: str = "", counted: str = ""
) -> Detail:
    """A figure with one of ``units``, asked for by 几 or 多少 and the unit, or as in ``asks``.

    A text writes a figure with a unit as in ``written`` (default: the same units), or says it as in ``says``, or ``vague``-ly.
    """
    by_unit = units and rf"{_HOW}(?:个|来)?(?:{units})"
    told = "|".join(filter(None, ((written or units) and rf"{_NO_YEAR}{_N}个?(?:{written or units})", says)))
    return Detail(
        name,
        _any(by_unit, asks, counted),
        re.compile(told, re.IGNORECASE),
        figure=True,
        vague=_any(vague) if vague else None,
        counted=_any(by_unit, counted) if by_unit or counted else None,
    )


def _any(*patterns: str) -> re.Pattern[str]:
    """One pattern for all those that are not empty."""
    return re.compile("|".join(filter(None, patterns)), re.IGNORECASE)


_SHARE = rf"(?:{_N}[%％‰]|[百千万]分之{_DIGITS})"
_SHARE_OF_PEOPLE = rf"[人职员][^，。；\n]{{0,8}}{_SHARE}"
_AMOUNT = rf"(?:{_N}(?:[万千百]?元|倍)|{_SHARE})"
_PURPOSES = (
    ("赔多少钱", "赔", "赔|维修费|违约金", "照价|原价|折价|赔偿(?:损失|责任)"),
    ("罚多少钱", "罚", "罚|处以?(?![理方置室长])|扣[除减发]?|收取|加[收付]|滞纳金|违约金", "免于处罚"),
    ("押金多少钱", "押金|保证金|押(?=多少|几)", "押金|保证金", "免押"),
    ("补贴多少钱", "补[贴助]|津贴", "补[贴助]|津贴", "不补"),
    ("奖多少钱", "奖", "奖|绩效", "不奖"),
)
"""What money is for, how a question calls it and how a text does, and what a text says of it without an amount."""


def _money(name: str, purpose: str, told: str, says: str) -> Detail:
    """An amount for one purpose, which is none for another: behind a word for it, or close before one.

    Whether there is any (有没有奖) is told by the word alone.
    """
    others = "|".join(words for other, words, *_ in _PURPOSES if other != name)
    how = r"(?:多少|几)(?!次|天|日|个(?!钱)|份|条|年|月)"
    counted = rf"(?:{purpose})[^，。？?]{{0,6}}{how}|{how}[^，。？?]{{0,3}}(?:{purpose})"
    behind = rf"(?:{told})(?:(?!{others})[^。；\n])*?{_AMOUNT}"
    before = rf"{_AMOUNT}(?:以[上下])?的?[^，。；\n]{{0,12}}(?:{told})"
    return Detail(
        name,
        _any(counted, f"有没有(?:{purpose})"),
        _any(behind, before, says),
        figure=True,
        vague=_any(told),
        counted=_any(counted),
    )


def _named(name: str, asked: str, written: str) -> Detail:
    return Detail(name, re.compile(asked, re.IGNORECASE), re.compile(written, re.IGNORECASE), figure=False)


DETAILS = (
    _figure(
        "占多大比例",
        "成(?!功)|个百分点",
        asks=r"几折|(?:率|比例|比重|占比)[^，。？?]{0,8}(?:多高|多少|多大|几|什么水平)|阈值|目标值(?![^。？?]*是哪(?:些|几)[个项]?[？?]?$)",
        written="[%％‰]|[成折]|个百分点|例",
        says=rf"{_DIGITS}分之|不低于|不高于|一半",
        vague="升高|降低|提高|上升|下降",
        counted="[百千万]分之(?:几|多少)",
    ),
    *(_money(*row) for row in _PURPOSES),
    _figure(
        "扣多少",
        "",
        asks=rf"扣[^，。？?]{{0,4}}{_HOW}(?![天日次百千]|个?[人月小])",
        says=rf"扣[除减罚发]?[^，。；\n]{{0,8}}?{_N}(?:分|[万千百]?元|[%％])|不扣|扣[除减罚发]?[^，。；\n]{{0,8}}(?:全[部额]|当[日月])|{_AMOUNT}[^。；\n]{{0,20}}扣|(?:罚|收取|加收|缴|处)[^。；\n]{{0,8}}?{_AMOUNT}",
    ),
    _figure(
        "多少钱",
        r"[万千百]?(?:钱|元|块(?=$|[钱，。？?一每])|毛(?=$|[钱，。？?一每])|分钱|经费)",
        asks=r"多[少大]的?(?:费|价|罚款|补[助贴]|保费|工资|津贴|奖金|经费)|[费价钱款金资贴助]用?(?:是|有|能|要|得|该)?(?:多少|几百|几千|怎么[收算交])"
        r"|(?:赔|罚|补|交|发|掏|付|花|收|给|退|拨|奖|扣|补助|补贴)(?:我们?|他|她|人)?(?:多少|几百|几千)(?=$|[，。？?、钱元块费款金补赔罚才呀啊呢合])"
        r"|什么价|啥价|贵不贵|(?:会费|奖金|经费|津贴|补贴)[^，。？?]{0,4}(?:多少|几)|有没有(?:奖金|补贴|补助|津贴)",
        written=r"[万千百]?(?:元|角)",
        says=r"[双三数五十\d一二两]+倍|免费|免单|不计费|不得?收|照发|全额|[费款酬偿薪助贴金][^，。；]{0,12}(?:[%％]|[百千万]分之)|(?:[%％]|[百千万]分之)[^，。；]{0,12}[费款酬偿薪助贴金]",
    ),
    _figure(
        "多大面积", r"平|㎡", asks=r"多大(?:面积|地方)|面积(?:要|得|是|应)?(?:多大|多少|几)", written=r"平方|平米|㎡|m2|m²"
    ),
    _figure("几份、几页", "[份联张页套]", asks="一式几", says="[一二三四五]式"),
    _figure("多少字", "个?字(?![母给])", asks=r"字数", written="字(?!母)|位"),
    _named("什么颜色", r"(?:什么|啥|哪种|哪个)(?:颜)?色", r"[红黄蓝绿白黑紫橙灰粉棕]色?"),
    _figure("多大容量", "毫升|升|[mM]?[lL]", asks=r"容量(?:是|要|得)?多|多大(?:的)?容量"),
    _figure(
        "多重、多少剂量",
        "公?斤|[千毫微]?克|两(?=$|[？?])|[mk]?g",
        asks=rf"(?<!罚)(?<!罚得)(?<!得有)(?<!后果有)多重(?=$|[？?，,])|多沉|剂量(?:是|要|用)?(?:多|几)|[打用推喂给]{_HOW}个?单位",
        written="公?斤|[千毫微]?克|[mkμ]?g|倍|单位|IU",
    ),
    _figure(
        "几片、几支",
        "片|粒|支(?![^，。？?给由]{0,8}(?:团队|队伍|[小分]队))|针|袋|包|瓶|盒",
        says=rf"{_N}个?单位|(?:注射|接种|采血|抽血)[^，。；\n]{{0,12}}{_N}次|{_N}次",
    ),
    _figure(
        "多长、多远",
        "厘?米|毫米(?!汞)|公里|公分|层楼",
        asks="(?<!资)(?<!定)多[远高宽厚深](?!重)",
        written="厘?米|毫米|公里|公分|层|[ckm]?m",
    ),
    _figure("多大年纪", "周?岁|月龄", asks="多大(?:年纪|岁数|年龄)|年龄[^，。？?]{0,4}(?:多|几)"),
    _figure(
        "多大尺寸",
        "",
        asks=r"(?:尺寸|字号)(?=$|[，。？?要是])|(?<![险响力用量声])多大(?=$|[，、。？?]|的字)",
        says=rf"{_N}(?:厘?米|毫米|平|号|磅|倍|升|寸|吨|[cm]m|㎡)",
    ),
    _figure(
        "多少分",
        "",
        asks=rf"(?<!点){_HOW}分(?![钟种之开])|及格线|分数线",
        says=rf"(?<![\d.])(?<!扣)(?<!扣[除减罚]){_N}学?分(?![钟之开])",
    ),
    _figure(
        "多少度",
        "度(?=$|[？?，,才以就算要时])|摄氏度",
        asks=r"温度(?:要|是|得|应)?[^，。？?]{0,4}(?:多少|几|多高)",
        written="℃|度|°",
    ),
    _figure(
        "什么数值",
        "",
        asks=r"[上下]限(?=$|[，。？?是为要])|正常值|参考(?:值|范围)|达标值|(?:临界|警戒)值|[低高]于多少|到(?:多少|几)(?:[毫微]?[摩克升]|单位|[mμ]?(?:mol|g|L))?(?=$|[，。？?]|才|算|要|就|该|得|以[上下])|多少才?算",
        says=rf"[≥≤<>＞＜]\s*\d|(?:[低高少多大小]于|超过)[^，。；\n]{{0,4}}{_DIGITS}|\d\s*[:：]\s*\d|\d\s*(?:mmol|[mμ]?g|[mk]?L|℃)|{_SHARE}|{_DIGITS}分之{_DIGITS}|{_DIGITS}[^，。；\n]{{0,4}}[至到]{_DIGITS}",
    ),
    _figure("多高的血压", "毫米汞柱|mmHg"),
    _figure(
        "什么比例的人手",
        "",
        asks=r"(?:床护|护床|医护|护患|医患|床医)比(?=例|$|[，。？?\s]|是|要|得|应|多|达|不|最|标)",
        says=r"(?<!\d)1\s*[:：∶比]\s*\d|一比|每[张床]+[^。；]{0,8}\d",
    ),
    _figure(
        "多久一次",
        "",
        asks=rf"(?:多久|多长时间|多少{_SPAN}|几个?{_SPAN}){_ONCE}|(?<!行间)隔(?:多久|多长|几|多少)(?![^，。？?]{{0,3}}才)|频[率次]|每(?:个?{_SPAN})[^，。？?]{{0,6}}(?:几|多少)[次回趟遍]"
        r"|(?:多久|几个?(?:天|周|月|年))(?:一)?[换查测评检修清洗训练考校](?!过)",
        says=rf"每(?:{_N})?个?(?:{_SPAN}|次|晚|晨|天)|次/|{_N}个?{_SPAN}[、及和]|逐[日月季年次]|[按月季年](?:季|月|年|度)|半年|{_N}个?{_SPAN}[^。；]{{0,12}}(?:[一1１]次|更换|轮换|清洗|检测|检查|清运|转运|有效)|当[日天]|不(?:少于|超过){_N}|{_N}次|{_N}个?{_SPAN}[之以]?内",
        vague="随时|及时",
        counted=rf"隔{_HOW}个?{_SPAN}|{_HOW}个?{_SPAN}{_ONCE}|每(?:个?{_SPAN})[^，。？?]{{0,6}}(?:几|多少)[次回趟遍]",
    ),
    _figure(
        "哪一天",
        "",
        asks=r"几月|(?<![走坐乘])几号(?![线字窗门楼房柜病])|(?<!怕)(?<!要是)哪(?:一|几)?[天日]|哪个?月|哪(?:一)?年|什么日[期子]",
        says=rf"(?:19|20)\d\d\s*[-/.年]|{_DIGITS}\s*月|月\s*{_DIGITS}\s*日|{_DIGITS}日(?![以之]?[内前后])|月底|年底|月末|[上中下]旬|(?:周|星期)[一二三四五六日末]",
        vague=rf"{_N}个?{_SPAN}|之日|[当次即][日天]|当月|次月",
        counted="几月几",
    ),
    _figure(
        "多久、什么时候",
        rf"{_SPAN}|点(?:钟|前|之|开|关|下|上|$)",
        asks="多久|多长时间|多长日子|几时|[期时]限(?:要求)?(?:是|有)?(?:多|几|什么|怎|如何)|截止"
        rf"|{_N}个?{_SPAN}(?:[之以]?内)?[^，。？?]{{0,8}}(?:吗|么|够不够|行不行|算不算|来不来得及|晚不晚|超没超)(?=$|[？?，,])",
        written=rf"{_SPAN}|时|点",
        says=r"[\d十][:：]\d\d(?!\d)|立即|立刻|[当次即]日|当[天班场]|次晨|每[日天周]|终身|永久",
        vague=r"每[月年季班次]|年底|月底|及时(?![率性])|即时|随时|长期|提前|(?:19|20)\d\d\s*年",
    ),
    _named(
        "什么时候",
        "什么时候|何时|啥时候|什么时间",
        rf"{_N}个?(?:{_SPAN}|时|点)|\d:\d\d|(?:19|20)\d\d[-/.]\d|立即|及时(?![率性])|即时|每[天周月年季班次]|当[日天班场]|[之以]?[前后](?=[，,应须方可])|前(?:应|须|必)|后(?:应|须|方|可|再)|时[，,应须]|期|起",
    ),
    _figure(
        "几个人", "个?人(?![次民])|名|位(?!置)", written="名|人|位|个", says=rf"双人|{_SHARE_OF_PEOPLE}|{_N}万?\s*(?:住院)?患者"
    ),
    _figure("几次", "[次回遍趟轮](?!民)"),
    _figure(
        "几个、几项",
        "",
        asks=rf"(?:至少|最少|起码|最多|总共|一共|[要得配管放])[^，。？?那这哪十]{{0,3}}(?:多少|几)(?:个(?![月人钟小周星])|[项条种类家门间台把部处所])|{_HOW}支[^，。？?给由]{{0,8}}(?:团队|队伍|[小分]队)",
        says=rf"{_N}余?(?:[个项条种类家门间台把部处所例支人名位具张晚辆床本])|{_SHARE_OF_PEOPLE}|分为",
    ),
    _figure(
        "几级、几期",
        "[级期型]",
        asks=r"分几[类种级]|算几[级期度]",
        says=r"[一二三四ⅠⅡⅢⅣI\d][级期型类]|[轻中重][度型]|分[为成级类期]",
    ),
    _named(
        "怎么分级",
        r"(?<!钱)(?<!金)(?<!资)怎么划?分(?:级|期|类|型|$|[？?，,、])|怎么划分",
        r"分[为成]|划[分为]|[一1ⅠI]级[：:，,（(是为指]",
    ),
    _named(
        "叫什么名字",
        r"(?:(?:谁|人|主任|院长|组长|科长|主席|书记|领导|主编|护士长|会长|局长|医生|医师|护士|老师|专家)[^，。？?]{0,2}叫|姓)什么",
        r"[：:]\s*[\u4e00-\u9fff]{2,3}(?=$|[，,、；;。\s（(])|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}[，,]\s*(?:0\d{2,3}-|1\d{10})",
    ),
    _named(
        "是哪个人",
        r"(?:主任|院长|组长|科长|主席|书记|负责人|领导|主编|护士长)(?:是|叫)(?:谁|哪位|哪个)",
        r"担任|兼任|(?:主任|院长|组长|科长|主席|书记|负责人|责任人|主编|护士长)[：:]|为(?:组长|主任|[^，。；]{0,6}责任人|[^，。；]{0,6}负责人)|负责人(?:是|由|为)",
    ),
    _named(
        "哪个网站、系统",
        r"哪个?(?:网站|网址|系统|平台|软件|小程序|公众号|[Aa][Pp][Pp])|(?:什么|啥)(?:网站|系统|平台|软件)",
        r"网站|网址|官网|系统|平台|软件|程序|公众号|www|http|APP",
    ),
    _named("哪个公司、厂家", r"哪家(?:公司|厂|供应商|企业)|哪个(?:公司|厂家?|供应商)", r"公司|厂|供应商|集团|企业"),
    _named("什么牌子、型号", r"(?:什么|哪个|哪种|啥)(?:牌子|牌(?=$|[，。？?的])|品牌|型号|机型)", r"牌|品牌|型号"),
    _named(
        "哪个城市、地点",
        r"(?:在|去|到)哪个?(?:城市|市|省|地方)|地[址点](?=$|[，。？?是在])",
        r"[\u4e00-\u9fff]{2}[市省县]|地[址点]|楼|路|室",
    ),
    _named(
        "哪个房间",
        r"哪个?(?:办公室|房间|楼层?|柜子?|库房?|窗口|诊室)|几(?:楼|号(?:窗口?|楼|房|柜|门|病房|诊室))",
        r"楼|室|房|柜|库|层|窗口|台",
    ),
    _named(
        "密码",
        "(?:密码|口令|验证码)(?:是|为|设的?|叫)?(?:多少|什么|啥|几)(?=$|[，。？?呀啊来])",
        r"(?:密码|口令)[为是：:]|\d{4,}",
    ),
    _named(
        "电话",
        r"电话(?:号码)?(?:是|号|多少|几)|(?<![打接拨听回用看])电话(?:号码)?(?=$|[？?])|(?:打|拨)(?:哪个|什么)(?:电话|号|$|[，。？?])|打多少号?(?=电话)|手机号码?(?:是|多少|几)",
        r"\d{3,4}[-—]\d{7,8}|\d{7,}|1[12]\d|(?:内线|分机|短号|电话|拨打)[^，。；\n]{0,4}\d{3,}",
    ),
)
"""Every kind of detail that is looked for, the one whose wording is least ambiguous first: a share before a height, as “比例要
多高” asks for a share; money before time, as “一个月多少钱” asks for money; how often before how long."""


def asked(question: str) -> Detail | None:
    """The detail that ``question`` asks for; None where it asks for none of them."""
    asking = _LOOSE.sub("", _asking(question))
    detail = next((detail for detail in DETAILS if detail.asked.search(asking)), None)
    counted = detail and detail.counted and detail.counted.search(asking)
    return replace(detail, vague=None) if detail and counted else detail


def _asking(question: str) -> str:
    """The sentences that ask, without those that tell what happened: 照片拍了几张。 is told, and nobody asks how many."""
    sentences = _SENTENCE.findall(question)
    asking = [one for one in sentences if "？" in one or "?" in one]
    if not asking:
        return "".join(one for one in sentences if one is sentences[-1] or not _TOLD.search(one))
    last = sentences[-1] if sentences[-1] is not asking[-1] and len(sentences[-1]) >= _LEAST else ""
    return "".join(asking) + last
