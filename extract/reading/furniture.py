"""Lines that belong to the page or the newswire, not to the article: general words, no sites.

All patterns match text in lower case that `normalize` has brought to Simplified script and half width.
"""

from __future__ import annotations

import re
from typing import Final


def _words(listed: str) -> str:
    """An alternation of the words of a list, the longest first."""
    return "|".join(sorted(listed.split(), key=len, reverse=True))


def _literals(listed: str) -> str:
    """A pattern for plain words, parted by their first letter: one look at it spares most lines all others."""
    ends: dict[str, list[str]] = {}
    for word in sorted(set(listed.split()), key=lambda word: (-len(word), word)):
        ends.setdefault(word[0], []).append(re.escape(word[1:]))
    branches = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(ends.items()))
    return f"(?=[{''.join(sorted(ends))}])(?:{branches})"


_LABELS: Final = _literals(
    """
    责任编辑 责编 执行编辑 编辑 编审 编校 审校 审核 审读 校对 监制 总监制 排版 美编 发稿 翻译 译者 编译 撰文 撰稿
    供稿 通讯员 策划 实习生 值班编辑 值班主任 选稿 终审 初审 复审 主编 统筹 制图 海报 剪辑 来稿 投稿
    原标题 原题 来源 稿源 文章来源 信息来源 本文来源 作者 标签 关键词 关键字 分类 栏目 归档日期 新闻数量 文号
    索引号 发布机构 发文机关 发文机构 成文日期 主题分类 公开方式 信息分类 公文种类 生成日期 有效性 网址
    发布时间 发布日期 发表时间 发表于 更新时间 更新日期 最后更新 浏览次数 浏览量 浏览 点击数 点击量 点击
    阅读量 阅读数 评论数 字号 字体 打印 打印本页 关闭窗口 关闭 分享到 分享 分享至 收藏 转发 点赞
    微信 微博 朋友圈 扫一扫 扫码 二维码 上一篇 下一篇 上一页 下一页 阅读下一篇 上一条 下一条 上一组 下一组 上一张 下一张
    上一版 下一版 查看原图 列表模式 重新浏览 返回列表 返回顶部 返回首页
    返回 首页 更多 更多精彩 更多内容 查看更多 查看原文 阅读原文 原文链接 阅读全文 展开全文 当前位置 您的位置
    您当前的位置 你的位置 所在位置 网站地图 联系我们 关于我们 加入收藏 设为首页 登录 注册 我要评论
    我要留言 我来说两句 我有话说 发信人 发信站 信区 看板 文章网址 消息来源 收听平台 收听渠道 片头音乐 片尾音乐 背景音乐
    收听方式 听友群
    预览时标签不可点 喜欢作者 知道了 使用小程序 取消 允许 正在加载 加载中 没有更多了 已显示全部
    ip属地 已关注 关注 制表 一审 二审 三审 四审 监审 出品 出品人 总编辑 总策划 值班编委 值班总编 值班编审 文案 配音
    热榜 排行 精选 广告 获取更多rss 版权声明 免责声明 特别声明 法律声明 举报 纠错 我要纠错
    """
)
_BARE: Final = re.compile(
    rf"(?:{_LABELS}|时间|日期|视频|图集|组图|评论|阅读|声明|话题|专题|推荐|热点|a[+-]?|大|中|小|默认|繁体|简体|english|rss|top|hot|new|\.*more|×|x|\d{{1,3}}\s?/\s?\d{{1,3}}|\d{{1,4}}条评论|\d+)"
)
_LABEL: Final = re.compile(rf"(?:{_LABELS})\s?[:/|>»#]")
_BRACKETED: Final = re.compile(
    r"[\[【](?:主播|嘉宾|剪辑|收听方式|联系我们|责任编辑|责编|编辑|校对|审核|排版|监制|来源|作者|记者|摄影|图源)[\]】]"
)
"""Credits with their names behind: other words in such brackets begin headlines."""
_CREDITS: Final = _literals(
    """
    责任编辑 责编 编辑 编译 撰文 撰稿 翻译 审校 审核 校对 监制 总监制 发稿 实习生 排版 来源 稿源 标签 作者 审读 策划
    统筹 制图 摄影 整理 采写 撰写 上一篇 下一篇
    """
)
_SPACED: Final = re.compile(rf"(?:{_CREDITS})\s+\S{{1,20}}(?:[;,、\s]+\S{{1,20}}){{0,5}}$")

_RELATED_LISTED: Final = """
    延伸阅读 延伸报道 相关新闻 相关阅读 相关推荐 相关文章 相关报道 相关链接 相关内容 相关资讯 相关专题 相关话题
    推荐阅读 推荐文章 推荐新闻 为您推荐 为你推荐 猜你喜欢 猜您喜欢 热门推荐 热点推荐 精彩推荐 今日推荐 编辑推荐
    编辑精选 小编推荐 热门新闻 热门文章 热门资讯 热点新闻 热点排行 热文排行 最新闻 最新新闻 最新文章 最新动态
    最新消息 最新资讯 最新报道 最新快讯 即时新闻 滚动新闻 新闻排行 新闻排行榜 点击排行 点击排行榜 阅读排行
    阅读排行榜 本周热门 一周热门 24小时热文 更多新闻 更多报道 更多报导 更多相关新闻 大家都在看 其他人也在看
    你可能感兴趣 您可能感兴趣 你可能也喜欢 您可能也喜欢 你可能还想看 今日热点 热点专题 往期回顾 精彩图片 图片新闻
    往期推荐 往期精彩 往期文章 喜欢此内容的人还喜欢
    视频推荐 网友评论 最新评论 热门评论 全部评论 评论区 相关搜索 同类文章 阅读更多 热搜榜 热榜 猜你想看 看了又看
    继续阅读 图文推荐 图文热点 图文资讯 精彩图集 高清图集 热门图集 推荐图集 更多图集 精彩视频 热门视频
"""
_RELATED_WORDS: Final = _literals(_RELATED_LISTED)
_RELATED: Final = re.compile(
    rf"(?:{_RELATED_WORDS})[^\u3400-\u9fff]*(?:更多)?[^\u3400-\u9fff]*$"
    r"|(?:[你您]|大家|其他人|别人|网友|读者|猜你)(?:可能|或许|也许)?[还也都]?(?:会|想|在|正在|感)?"
    r"(?:看|读|搜|关注|喜欢|兴趣)的?[^\u3400-\u9fff]*$"
    r"|(?:更多|其[他它]|近期)(?:快讯|新闻|报道|资讯|消息|动态|文章|视频|图片|专题|推荐|直播)[^\u3400-\u9fff]*$"
    r"|(?:网友|最新|热门|全部|精彩)?(?:评论|留言|跟帖|跟贴)区?[\s:(]{0,3}\d+\s?条?[\s)]*$"
    r"|(?:我有话说|我来说两句|网友热议|大家都在说)[^\u3400-\u9fff]*(?:\d+\s?[人条][^\u3400-\u9fff]*)?(?:参与)?$"
    r"|(?:消息来源|资料来源|外部[链连]接|参考(?:资料|文献|来源))[^\u3400-\u9fff]*$"
    r"|(?:回复|引用|第)?\s?\d{1,4}\s?楼[\s\d:./-]*$"
)
_RELATED_FIRST: Final = frozenset("更网最热全精评留跟消资外参回引第我你您大其别读猜近 0123456789").union(
    word[0] for word in _RELATED_LISTED.split()
)
"""The letters that a heading over links begins with: a look that spares most lines the search."""
_RELATED_LEAD: Final = re.compile(rf"[(\[【]?(?:{_RELATED_WORDS})\s?[)\]】:|]")
_COUNTS: Final = re.compile(
    r"(?:[\d.,·|/:()+\s]|评论|回复|点?赞|转发|分享|收藏|阅读|浏览|播放|观看|热度|回复|举报|[踩顶]|利[好空]|跟[帖贴]|参与|在看|[万亿次条人量数])+"
)
"""How many read, liked or answered: needs a figure besides."""
_REMARK: Final = re.compile(
    r"[(\[【]?(?:本文|文中|文内)(?:图片|配图|照片|插图)[^。]{2,18}[)\]】]?$"
    r"|[(\[【]?(?:图片|配图|照片|插图)(?:均|皆|全部)?(?:由|来自|来源于?)[^。]{0,14}(?:提供|网络)[)\]】]?$"
    r"|[(\[【]此[件文][^。]{0,6}(?:公开|发布|删减)[^。]{0,4}[)\]】]$"
    r"|(?:分享|转发|转贴|发送)[到至给]\s?[^\s。,]{1,14}$|本文由[^。]{2,40}(?:发布|提供|首发|出品|供稿)$"
    r"|(?:接受|拒绝|同意|允许|管理|全部|所有|选项|设置|偏好|并|继续|不|仅|必要的?){2,}$"
    r"|[您你](?:本月|今[天日]|本周|目前)?[^。,]{0,6}还?(?:可以?|能|有|剩)[^。,]{0,6}免费[^。,]{0,4}(?:阅读|文章|\d)"
    r"|已经?[是有][^。,]{0,6}(?:订户|会员|账[号户]|用户)[?,\s]*(?:请|立即|马上)?登[录入]"
    r"|展开(?:剩余|全文|更多|阅读)?\s?\d{0,3}%?$|查看(?:该?作者|ta|更多|全部)[^。,]{0,10}(?:文章|报道|内容|作品)$"
    r"|点个?(?:“?在看|赞)[^。,]{0,10}$|已有\s?\d+\s?人[^。,]{0,4}$"
    r"|(?:我要?|免费|立即|点此)?订阅$"
    r"|\d{1,3}(?:[-–]\d{1,3})?\s?分钟(?:阅读)?$|(?:全文|共)?\s?字数[: ]?\d+字?$"
    r"|(?:(?:按?(?:最新|最早|最热|最多赞|默认|正序|倒序|时间|热度|排序|升序|降序))[\s|/]*){2,}$"
    r"|请?[为给][^。,]{0,8}(?:打分|评分)[^\u3400-\u9fff]*$"
    r"|(?:ai|智能|机器)\s?(?:摘要|总结|导读|速读|概要)$"
    r"|自动刷新[^。,]{0,8}$|只看(?:重要|楼主|该作者|精华)$|(?:[你您]?(?:别忘了|欢迎|请|记得))?(?:订阅|关注|收藏)我们[^。]{0,16}$"
)
"""Notes on pictures, the number of an official letter, and what stands between two parts of a page."""
_LOGIN: Final = re.compile(
    r"[^。,]{0,6}请?[您你]?(?:需要?|须|必须)?先?登[录入陆](?:[会账帐]员?[户号]?)?[^。,]{0,6}(?:才[可能]|后|再)[^。,]{0,8}[。!]?$"
)
_MINUTES: Final = re.compile(
    r"[^。]{0,16}(?:阅读|预计|时长|需时|用时)[^。\d]{0,6}\d{1,3}(?:[-–]\d{1,3})?\s?分钟?[^。]{0,4}$"
)
_HELD: Final = (
    ("登", _LOGIN),
    ("分", _MINUTES),
    ("直播", re.compile(r"[^。,]{0,8}直播(?:已经?)?结束$")),
    ("继续", re.compile(r"[^。,]{0,4}继续(?:往下|向下)?阅读[.…]*$")),
    ("号", re.compile(r"[\u3400-\u9fff]{1,10}[〔\[(](?:19|20)\d\d[〕\])]第?\s?\d+号$")),
)
"""Patterns that begin with any words, each with the one that it cannot do without: a look that spares most
lines the search."""

# Surely furniture wherever the words stand in a line of up to 220 characters. Each begins with a literal
# character, which lets the pattern run many times faster.
_SURELY: Final = _words(
    r"""
    责任编辑: 责编: 版权所有(?![者人权]) 版权声明 版权[归属][^。]{0,16}所有 icp备 icp证 公网安备 ©️?\s?(?:19|20)\d\d
    we\suse\scookies cookie\spolicy privacy\spolicy reproduction[^。]{0,40}(?:prohibited|permission)
    copyright\s?(?:\(c\)|\d{4}|by) all\srights\sreserved
    未经[^。]{0,16}(?:授权|许可|同意)[^。]{0,10}(?:转载|复制|摘编|刊用|引用) 请勿转载 违者必究
    转载请注明 转载请联系 转载[须需]经 谢绝转载 扫描二维码[^。]{0,10}关注 扫码关注 长按[^。]{0,6}二维码
    本文[^。]{0,20}作权法?保护 本网[^。]{0,20}作权法?保护 本站[^。]{0,20}作权法?保护 所有内容[^。]{0,20}作权法?保护
    本文[^。]{0,30}[仅只不]代表 该文[^。]{0,30}[仅只不]代表 本网[^。]{0,30}[仅只不]代表 本站[^。]{0,30}[仅只不]代表
    文中[^。]{0,30}[仅只不]代表 本平台[^。]{0,30}[仅只不]代表 摘编[^。]{0,30}[仅只不]代表 转载[^。]{0,30}[仅只不]代表
    广播电视节目制作经营许可证 信息网络传播视听节目许可证 互联网新闻信息服务许可证 网站标识码 用户上传并发布
    平台仅提供信息 本站仅提供信息 本网仅提供信息 特别声明: 免责声明: 使用cookie cookie政策 隐私权政策
    我们的标准: 我们的原则: 感谢您的订阅 请加入成为[^。]{0,16}(?:订户|会员) 显示这个广告 不喜欢这个广告
    谢谢您?你?的意见与建议 感谢您?你?的意见与建议
    我们[^。]{0,50}cookie 本网?站?[^。]{0,30}cookie 您[^。]{0,30}cookie 你[^。]{0,30}cookie
    cookie[^。]{0,40}[您你我] cookies?\sto\s 扫描设备特征 重视[您你]的隐私
    轻点两下取消 需要您的支持[^。]{0,30}(?:会员|订阅|赞助|捐) 需要你的支持[^。]{0,30}(?:会员|订阅|赞助|捐)
    您的(?:邮箱|电子邮件|邮件|个人)[^。]{0,20}第三方 你的(?:邮箱|电子邮件|邮件|个人)[^。]{0,20}第三方
    """
)
_ANYWHERE: Final = re.compile(_SURELY)
_RIGHTS: Final = re.compile(r"©️?[^。]{0,60}$")
# Furniture in a short line only, and at its beginning when it is a sentence: articles use the same words.
_SHORTLY: Final = _words(
    r"""
    立即下载[^。]{0,12}(?:客户端|app) 马上下载[^。]{0,12}(?:客户端|app)
    下载[^。]{0,12}(?:客户端|应用|app)[^,。]{0,12}$ 收到[这此本]封?邮件 打开[^。]{0,6}app[^,。]{0,12}$
    关注[^。]{0,16}(?:公众号|微信号|微博|专页|频道) 赞好[^。]{0,12}专页 按赞[^。]{0,12}专页 加入好友 加入粉丝团
    点击[^。]{0,6}(?:关注|查看|下载|阅读原文) 获取更多 订阅[^。]{0,16}(?:电子报|简报|周刊)
    输入[^。]{0,10}(?:电子信箱|邮箱) 不构成[^。]{0,8}建议 仅供参考 仅供读者参考
    不良信息举报(?:电话|邮箱|中心|热线|入口|$) 举报电话: 举报邮箱 主办单位: 承办单位: 技术支持:
    请联系[^。]{0,10}(?:删除|处理) 请自行联系 侵权[^。]{0,8}删除 您的浏览器 请升级[^。]{0,8}浏览器 浏览器版本[过太]低
    点击图片 点击大图 广告合作 商务合作
    投稿邮箱 本文系[^。]{0,20}(?:原创|授权) 原创内容 请关注[^。]{0,20}(?:www|公众号|网)
    更多[^。]{0,24}(?:资讯|内容)请 以下内容为 以下资讯为 点击进入专题 专稿, 观点[仅只不]代表 立场[仅只不]代表
    言论[仅只不]代表 内容[仅只不]代表 会员专享 订户专享 登录后阅读 登录后查看 立即订阅 扫一扫 欢迎转[载贴发] 不得转载
    作权法保护
    """
)
_SHORT: Final = re.compile(_SHORTLY)

_SOURCING: Final = re.compile(
    r"[(\[【]?[*※]?本(?:文|报道|新闻)(?:部分内容|亦|也|内容)?"
    r"(?:依据|参考|根据|综合|编译自|摘编自|取材自|摘自|转自|转载自|来自|来源|经.{0,8}授权)了?"
    r".{0,40}?(?:报道|内容|编译|转载|消息|网|社|报)?[。.]?[)\]】]?$"
    r"|[(\[【]?本文(?:首发|原载|原刊|刊载|刊登|刊)[于在][^。]{2,40}[)\]】]?。?$"
    r"|[(\[【]?(?:原文|此文|该文|文章)(?:首发|原载|原刊|刊载|刊登|刊|发表)[于在][^。]{2,40}[)\]】]?。?$"
)
_AGO: Final = re.compile(r"(?:\d+|一|几)\s?(?:秒钟?|分钟|小时|天|日|周|个?月|年)\s?(?:之?前)(?:更新|发布)?$")
_BIO: Final = re.compile(
    r"[(\[【]?(?:作者简介|关于作者|作者介绍|笔者简介|本文作者)[:\]】 ]"
    r"|本[刊报网台](?:特约|资深|高级|驻地)?(?:记者|编辑|主笔|撰稿人|作者),[^。]{2,40}。?$"
    r"|[(\[【](?:作者|笔者)(?:系|为|是)[^。]{2,60}[)\]】]$|[上下]一[篇条则][: ]|本文(?:标签|关键词)[: ]"
    r"|(?:主[报送]|抄[报送]|[报送发]|印发):[^。:]{2,60}[。]?$"
    r"|《[^》]{2,12}[网报社台闻视][^》]{0,4}》(?:提醒|关心)[您你]"
    r"|广告(?![业法商主费牌片词语位]|公司|行业|市场|收入|投放|宣传)[^。]{2,50}$"
)
_META: Final = re.compile(r"作者|来源|编辑|浏览|阅读|点击|字号|评论|记者|发布|更新|稿源|通讯员|报道组|\|")
_REPORTER: Final = re.compile(
    r"(?:本报|特约|实习|驻地)?记者[ :]?[^。,:?]{2,16}(?:/|\s)[^。,]{2,12}(?:综合)?(?:报道|报导|专电|摄影|摄)$"
    r"|[^。,:?!]{0,10}(?:本[报刊网台]|特约|见习|实习|[日晚时]报|[^。,:?!]社)记者\s?(?!站|会|节|团)[\u3400-\u9fff·]{2,4}"
    r"(?:[ 、/](?!摄)[\u3400-\u9fff·]{2,5})*$"
    r"|(?:[\u3400-\u9fff]{2,4}\s)?记者[: ]\s?[\u3400-\u9fff·]{2,3}(?:[ 、/][\u3400-\u9fff·]{2,3})*$"
)
_BYLINE: Final = re.compile(r"(?:文|图|图文|撰文|摄影|采写|摄)[/|:丨][^。]{2,30}$|by\s[^。]{2,30}$")
_CRUMBS: Final = re.compile(
    r"[^。]{0,60}>\s*(?:正文|内容|详情|文章)\s*$|(?:[^。,>›»]{1,16}\s?[>›»]+\s?){2,}[^。>›»]{0,40}$"
)
_POINTER: Final = re.compile(r"[>›»]")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+$")
_MAIL: Final = re.compile(r"[^。!?]{0,50}[\w.-]+@[\w-]+\.[a-z.]{2,12}[)\s]*$")

_EDITORS: Final = _literals(
    "责任编辑 责编 编辑 编译 译者 审校 校对 核稿 发稿 实习编辑 实习生 整理 编写 翻译 综合编译 审读 原标题 来源 稿源"
)
_CREDIT: Final = re.compile(
    rf"\s*[(\[【]\s*(?:\(?\s*(?:(?:{_EDITORS})\s*[:/ ]|原题为?|原标题为?)[^()\[\]【】]{{0,60}}[)\]】]\s*)+"
    r"(?P<stamp>1\d{6})?\s*$"
)
_MORE: Final = re.compile(
    r"\s*(?:返回[^\s。,]{1,8},\s?查看更多|\.\.\.more|\[(?:\.\.\.|…|更多)\]|(?:\.\.\.|…+)?\s*(?:阅读全文|查看全文|展开全文|阅读更多|查看更多)\s*[>»]*)$"
)
_SOURCE_MARK: Final = re.compile(r"\s*\.?\s*©️?\s?[^。©]{1,50}$")
_END_MARK: Final = re.compile(r"\s*[(\[【](?:完|全文完|待续|未完待续|over)[)\]】]\s*$")
_BRACKETS: Final = frozenset(")]】")
_MORE_ENDS: Final = frozenset("e]文多>»")
_STAMP: Final = re.compile(
    r"(?:(?:(?:19|20)\d\d\s?[-/.年]\s?)?\d{1,2}\s?[-/月]\s?\d{1,2}日?|(?:19|20)\d\d\s?\.\s?\d{1,2}\s?\.\s?\d{1,2}"
    r"|(?:0\d|1[0-2])\.(?:[0-2]\d|3[01])(?!\d))"
    r"(?:\s?[t ]\s?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?z?)?|\d{1,2}:\d{2}(?::\d{2})?"
)
_RFC_STAMP: Final = re.compile(
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? \d{1,2} [a-z]{3,9} \d{4}[ \d:]*(?:gmt|utc|[+-]\d{4})?$"
)
_WRITTEN: Final = re.compile(
    r"^[^。,]{0,8}?[〇零○一二三四五六七八九十百]{2,6}年[一二三四五六七八九十廿卅]{1,3}月[一二三四五六七八九十廿卅]{1,3}日(?:\s|$)"
)
_DIGIT: Final = re.compile(r"\d")
_LETTER: Final = re.compile(r"[\u3400-\u9fff]")
_EDGE: Final = " \t　·•※|-—–>»›<«‹*#◆●■▪▶►△▲▼▽◎○【】[]()_=+~,.;:"


def is_related_head(low: str) -> bool:
    """A heading over links to other articles. `low`: normalised and in lower case."""
    if low[0] in _RELATED_FIRST:
        return _RELATED.match(low) is not None
    return low[0] in _EDGE and _RELATED.match(low.lstrip(_EDGE)) is not None


_ADVERT: Final = frozenset({"广告", "ad", "ads", "advertisement", "推广", "赞助内容", "广告内容", "商业推广"})


def is_advert(text: str) -> bool:
    """The word that an advertisement must bear."""
    return text.strip(_EDGE).lower() in _ADVERT


_SUMMARY: Final = re.compile(r"(?:ai|智能|机器)\s?(?:摘要|总结|导读|速读|概要)$", re.I)


def is_summary(text: str) -> bool:
    """The heading over a summary that a machine has made of the article."""
    return _SUMMARY.match(text.strip(_EDGE)) is not None


_CALL: Final = re.compile(
    r"订阅|订户|电子邮件|邮箱|电邮|下载|应用程序|客户端|app|公众号|扫码|注册|登[录入]|会员|赞助|捐款", re.I
)


def calls(text: str) -> bool:
    """Does a line name what calls to subscribe, to install and to follow are about?"""
    return _CALL.search(text) is not None


_ASKS: Final = re.compile(r"请|支持我们|帮助我们|[您你]的(?:支持|捐|订阅)")


def asks(text: str) -> bool:
    """Does a sentence ask the reader to subscribe or to give?"""
    return _ASKS.search(text) is not None and calls(text)


def leads_away(low: str) -> bool:
    """A line that begins as a heading over links to other articles and goes on with such a link."""
    return _RELATED_LEAD.match(low) is not None


def lead_end(text: str) -> int:
    """Where the link begins in a line that begins as a heading over links to other articles; else 0."""
    match = _RELATED_LEAD.match(text)
    return match.end() if match else 0


def is_furniture(low: str) -> bool:
    """Words that only page furniture and credits use. `low`: normalised and in lower case."""
    length = len(low)
    core = low.strip(_EDGE) if length < 100 else low
    if not core:
        return True
    if length < 16 and _BARE.fullmatch(core):
        return True
    if length < 100 and _is_note(low, core, length):
        return True
    return length < 220 and (_ANYWHERE.search(low) is not None or (low[0] == "©" and _RIGHTS.match(low) is not None))


def _is_note(low: str, core: str, length: int) -> bool:
    """Labels, bylines, source notes and calls to subscribe: lines of less than 100 characters."""
    if low[-1] not in "。?!”" and (_LABEL.match(core) or _SPACED.match(core) or _BRACKETED.match(low)):
        return True
    if length < 40 and (
        _BYLINE.match(core)
        or _REMARK.match(low)
        or (length < 24 and "前" in core and _AGO.search(core))
        or ("记者" in core and _REPORTER.match(core))
        or any(word in low and held.match(low) for word, held in _HELD)
    ):
        return True
    if length < 30 and _DIGIT.search(low) and _LETTER.search(low) and _COUNTS.fullmatch(low):
        return True
    if length < 70 and (called := _SHORT.search(low)) and (called.start() < 6 or low[-1] != "。"):
        return True
    return bool(
        _SOURCING.match(low)
        or _BIO.match(low)
        or _ADDRESS.match(core)
        or ("@" in low and _MAIL.match(core))
        or (_POINTER.search(low) and _CRUMBS.match(low))
    )


def is_dated(low: str) -> bool:
    """A line of up to 100 characters that is a date and little more: also who wrote it, and where."""
    if not _DIGIT.search(low):
        written = _WRITTEN.search(low) if len(low) < 60 else None
        return written is not None and (written.end() == len(low) or _META.search(low) is not None)
    share = stamp_share(low)
    if share > 0.6 or (share > 0.12 and _META.search(low)) or _RFC_STAMP.match(low):
        return True
    return share > 0.3 and len(low) < 60 and low.count(",") + low.count(";") < 2


def credit_end(text: str) -> tuple[int, str | None]:
    """Where the text proper ends before an editor's credit, and the date printed behind that."""
    last = text[-1:]
    if last in _BRACKETS or last.isdigit():
        if match := _CREDIT.search(text, max(0, len(text) - 200)):
            return match.start(), match.group("stamp")
        if match := _END_MARK.search(text, max(0, len(text) - 20)):
            return match.start(), None
    if last in _MORE_ENDS and (match := _MORE.search(text, max(0, len(text) - 20))):
        return match.start(), None
    if "©" in text and (match := _SOURCE_MARK.search(text, max(0, len(text) - 60))):
        return match.start(), None
    return len(text), None


def stamp_share(low: str) -> float:
    """How much of `low` is dates and clock times."""
    return sum(map(len, _STAMP.findall(low))) / max(1, len(low))
