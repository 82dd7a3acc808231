"""Lines that belong to a web site and not to the document, on its pages and in what is printed from them."""

import re

from ingest.text.lines import width

_WIDEST = 60
"""Full-width characters of the longest line that can belong to the site."""
_LOCATION = r"您?(?:现在|当前)?的?(?:所在)?位置\s*[:：]\s*"
_HOME = r"首\s*页\s*"
_PATH = re.compile(rf"(?:{_LOCATION})?{_HOME}[>＞»›/]")
"""The path through the sections of the site to the page."""
_SITE_LINE = re.compile(
    rf"^[\s【\[（(|>»·]*(?:{_LOCATION}|{_HOME}(?:[>＞»›/|-]|$)"
    r"|(?:字\s*体|字\s*号)(?:大小)?\s*[:：]?\s*[【\[（(]?\s*(?:$|(?:特?大|小|A[+-]?)[\s】\]|]*[【\[|]?\s*(?:$|中|大|小|A))|[大中小](?:\s*[】\]|]?\s*[【\[|]?\s*[大中小]){2}\s*[】\]]?$"
    r"|(?:打\s*印|关\s*闭|收\s*藏|分\s*享|返回)(?:本页|本文|此页|窗口|页面|文章|正文|顶部|列表|上页|首页|到|至|按钮)?[】\]）)\s:：]*"
    r"(?:$|[【\[|]|微信|微博|QQ)"
    r"|扫一扫|上一[篇条页]|下一[篇条页]|相关(?:链接|文章|新闻|阅读|推荐|信息)\s*[:：]?$|责任编辑\s*[:：]"
    r"|(?:信息)?来源\s*[:：].*(?:发布|日期|时间|浏览|点击|阅读|字[体号])|(?:发布|发表|更新)时间\s*[:：]\s*\d{4}|(?:发布|发表|更新)日期\s*[:：].*(?:来源|浏览|点击|字[体号])"
    r"|(?:作者|编辑|发布人?|(?:发布)?(?:时间|日期|部门|科室))\s*[:：].{0,60}(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s*[:：]?\s*\d"
    r"|(?:浏览|点击|阅读|访问)(?:次数|人数|量|数)\s*[:：]|版权所有|Copyright\b|©|网站(?:标识码|地图|声明)|\S{0,2}ICP备|\S{0,4}公网安备|无障碍(?:浏览|阅读|版)?$"
    r"|\d{4}\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}日?\s*(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s*"
    r"(?:(?:信息)?来源|作者|浏览|点击|阅读|字[体号]|[【\[]\s*打\s*印)"
    r"|主办(?:单位)?\s*[:：].{0,40}(?:承办|技术支持|备案|网站|标识码|ICP|邮编)|技术支持\s*[:：]\s*\S{2,24}(?:公司|中心)$)"
)
_BUTTON = (
    r"(?:打\s*印|关\s*闭|收\s*藏|分\s*享|返\s*回|下\s*载|复制|字\s*[体号]|微信|微博|QQ|朋友圈|加大|缩小|默认|无障碍|长者|朗读|纠错|顶\s*部|A[+-])"
    r"(?:到|至|本页|本文|此页|窗口|页面|文章|正文|顶部|列表|上页|首页|好友|空间|链接|模式|版|大小)?"
)
_BUTTONS = re.compile(rf"^(?:{_BUTTON}(?:[\s:：|【】\[\]（）()]|[大中小](?![\u4e00-\u9fff]))*){{2,12}}$")
"""Two or more buttons side by side."""
_LINKS = ("联系我们", "关于我们", "网站首页")
"""What stands beside such lines in one row, and may as well be a heading where it stands alone."""
_MENU = re.compile(r"^(?:[^\s。；：]{1,8}[\s|·>»]+){2,}[^\s。；：]{1,10}$")
"""Short words side by side: the sections of a site, or where on it the page is."""


def is_site_line(text: str) -> bool:
    """Whether a line belongs to the site and not to the document: location, font size, print, share, copyright."""
    short = len(text) <= 2 * _WIDEST and width(text) <= _WIDEST
    return short and (_SITE_LINE.match(text) is not None or _BUTTONS.match(text) is not None)


def is_path(text: str) -> bool:
    """Whether a line says where on the site the page is: 首页 > 政务公开 > 文件."""
    return _PATH.match(text) is not None


def is_foot(raw: str) -> bool:
    """Whether a line as found is one of those below a page: 打印本页 关闭窗口, 网站地图 | 联系我们."""
    parts = [part for part in re.split(r"[\s|]+", raw) if part]
    own = [is_site_line(part) for part in parts]
    return is_site_line(raw) or (any(own) and all(mine or part in _LINKS for mine, part in zip(own, parts, strict=True)))


def is_menu(raw: str) -> bool:
    """Whether a line as found, with its gaps, lists sections of a site; only beside a page's metadata is this telling."""
    return _MENU.match(raw.strip()) is not None
