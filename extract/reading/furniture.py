"""Lines that belong to the page or the newswire, not to the article. General words, no sites."""

from __future__ import annotations

import re
from typing import Final

_LABEL: Final = re.compile(
    r"^[\W_]*(?:"
    r"责任编辑|責任編輯|责编|責編|编辑|編輯|编审|审校|審校|校对|校對|监制|監製|审核|排版|发稿|發稿|译者|編譯|编译|"
    r"原标题|原標題|来源|來源|稿源|文章来源|作者|记者|記者|标签|標籤|关键词|關鍵字|關鍵詞|关键字|分类|分類|发布时间|發布時間|发表时间|更新时间|更新時間|时间|"
    r"浏览次数|点击数|点击|阅读|閱讀|评论|評論|字号|字體|打印|分享到?|收藏|扫一扫|掃一掃|微信|微博|"
    r"上一篇|下一篇|上一页|下一页|阅读下一篇|返回|首页|更多|更多精彩|查看更多|版权|版權|声明|聲明|"
    r"延伸閱讀|延伸阅读|相关新闻|相關新聞|相关阅读|相關閱讀|相关推荐|相關推薦|推荐阅读|推薦閱讀|热点推荐|最新闻|热门|熱門|"
    r"当前位置|您的位置|您当前的位置|获取更多RSS|獲取更多RSS"
    r")(?:[\s:：|｜/／>》]|$)"
)

_RELATED: Final = re.compile(
    r"^[\W_]*(?:延伸閱讀|延伸阅读|相关新闻|相關新聞|相关阅读|相關閱讀|相关推荐|相關推薦|相关文章|相關文章|相关链接|推荐阅读|推薦閱讀|为您推荐|猜你喜欢|"
    r"热门推荐|热点推荐|热门新闻|熱門新聞|热门文章|最新闻|最新新闻|最新文章|最新动态|新闻排行|点击排行|更多新闻|更多報導|更多报道|大家都在看|其他人也在看)"
    r"[\W_]*(?:Hot)?$",
    re.I,
)

_ANYWHERE: Final = re.compile(
    r"责任编辑[:：]|責任編輯[:：]|版权所有|版權所有|ICP备|ICP證|公网安备|Copyright|©|All Rights Reserved|未经授权|未經授權|不得转载|不得轉載|违者必究|"
    r"扫描二维码|掃描二維碼|下载客户端|下載App|关注我们的|關注我們的|点击关注|获取更多RSS|获取更多資訊|请输入正确的電子|"
    r"月費訂戶|每周時事|訂閱.{0,12}電子報|感謝您的訂閱|請輸入.{0,8}電子信箱|著作權法保護|着作权法保护",
    re.I,
)

_CREDIT: Final = re.compile(
    r"[\s　]*[（(【\[][\s　]*(?:责任编辑|責任編輯|责编|責編|编辑|編輯|編譯|译者|譯者|审校|審校|校对|发稿|實習編輯|实习编辑)[\s　]*[:：/／].{0,40}?[）)】\]][\s　]*$"
)

_STAMP: Final = re.compile(r"(?:19|20)\d\d[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}|\d{1,2}[-:：]\d{2}(?:[:：]\d{2})?")


def is_related_head(text: str) -> bool:
    """A heading over links to other articles."""
    return len(text) < 24 and bool(_RELATED.match(text))


def is_furniture(text: str) -> bool:
    """Words that only page furniture and credits use."""
    if len(text) < 60 and _LABEL.match(text):
        return True
    return bool(len(text) < 200 and _ANYWHERE.search(text))


def strip_credit(text: str) -> str:
    """`text` without an editor's credit in brackets at its end."""
    return _CREDIT.sub("", text)


def stamp_share(text: str) -> float:
    """How much of `text` is dates and clock times."""
    return sum(len(m.group()) for m in _STAMP.finditer(text)) / max(1, len(text))
