"""Finer kinds inside an event type, read off the trigger: an arrest is not a verdict.

Two reports whose triggers name different kinds are never one event. A trigger that names none is
open. Triggers are compared in folded form (Simplified script).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from .names import fold

_KINDS: Final[dict[str, dict[str, str]]] = {
    "legal_action": {
        "arrest": "逮捕|被捕|拘留|拘捕|扣押|抓获|落网|羁押|带走|软禁",
        "charge": "起诉|控告|检控|提告|公诉|指控|诉讼|状告",
        "verdict": "判|裁定|裁决|宣判|定罪|死刑|徒刑",
        "trial": "开庭|受审|审理|出庭|庭审|提堂|提讯|提审|应讯|聆讯|过堂",
        "probe": "调查|侦查|立案|搜查|双开|审查",
        "fine": "罚款|处罚|罚",
        "deport": "遣返|驱逐出境|递解|引渡",
        "bail": "保释|获释|释放",
        "impeach": "弹劾",
        "plea": "认罪|辩诉|和解",
    },
    "position_change": {
        "out": "辞|免|卸任|下台|离任|退休|罢|撤职|解职|革职|去职|停职|开除|退任|推翻|总辞",
        "in": "就任|就职|出任|上任|接任|宣誓|履新|接替|接掌|当选|升任|晋升|继任|任命|获任|委任|担任|批准",
        "named": "提名|推荐|拟任|候选",
    },
    "visit": {"back": "返|回国|回到|归国", "there": "访|抵|到达|赴|前往"},
    "life_event": {
        "death": "逝|去世|病故|死|身亡|过世|离世|辞世|殁|丧生|安息|自杀|遇害|牺牲|葬",
        "birth": "出生|诞生|生于|降生",
        "illness": "确诊|染|患|病倒|住院|入院|阳性|感染|中风|手术",
        "injury": "伤",
        "marriage": "结婚|成婚|婚礼|订婚|离婚",
        "award": "获奖|荣获|获颁|授予|得奖|摘得|获得",
    },
    "accident": {
        "explosion": "爆炸|爆燃|大爆发|炸",
        "collapse": "坍塌|垮塌|倒塌|塌",
        "crash": "坠毁|坠机|坠|失事",
        "collision": "相撞|追尾|撞|车祸|翻车|侧翻",
        "fire": "火灾|起火|失火|大火|着火|燃烧",
        "sinking": "沉没|翻沉|沉船|倾覆",
        "leak": "泄漏|泄露|外泄",
        "stampede": "踩踏",
        "poisoning": "中毒",
        "derailment": "脱轨|出轨",
    },
    "disaster": {
        "quake": "地震|余震|强震|震",
        "flood": "洪|暴雨|水灾|涝|淹|决堤|溃坝|强降雨|大雨",
        "storm": "台风|飓风|风暴|龙卷|气旋|热带|登陆",
        "slide": "泥石流|滑坡|山崩|塌方|雪崩",
        "drought": "旱",
        "fire": "山火|野火|林火|火灾",
        "eruption": "喷发|火山",
        "tsunami": "海啸",
        "cold": "寒潮|暴雪|大雪|冻",
        "locust": "蝗",
    },
    "launch": {
        "liftoff": "发射|升空|入轨",
        "end": "关闭|停运|停产|解散|撤销|退役",
        "complete": "竣工|落成|建成|封顶|完工",
        "start": "开工|动工|奠基|启动",
    },
    "diplomatic_relations": {
        "up": "建交|复交|建立|承认|升格|设馆|重开|恢复",
        "down": "断交|断绝|降格|降级|撤馆|关闭|驱逐|召回|退出|中断|闭馆",
        "join": "加入|入盟|入会",
    },
    "sanction": {"lift": "解除|取消|豁免|撤销|放宽", "impose": "制裁|反制|加征|禁售|冻结|暂停|中止|列入|黑名单|限制"},
    "restriction": {"lift": "解封|解除|放宽|恢复|重开|重新开放|松绑"},
    "deescalation": {
        "ceasefire": "停火|停战|休战",
        "withdrawal": "撤|脱离接触",
        "release": "释放|获释|换俘|放走|交换",
    },
    "legislation": {
        "pass": "通过|获通过",
        "reject": "否决|驳回|搁置",
        "effect": "生效|施行|实施",
        "review": "审议|提交|提出|草案",
        "vote": "公投",
    },
    "military_activity": {
        "drill": "演习|军演|演练|操演|演训|训练",
        "missile": "试射|发射|射导弹|试爆|核试",
        "patrol": "巡航|巡逻|航行|穿越|通过|进入|闯入|飞越|绕台|侵扰",
        "deploy": "部署|集结|增兵|进驻|派遣|驻",
    },
    "attack": {
        "abduction": "绑架|劫持|掳|人质",
        "shooting": "枪击|开枪|枪杀|扫射",
        "bombing": "爆炸|炸|空袭|轰炸|炮击|导弹|火箭|无人机",
        "stabbing": "刀|捅|砍",
        "coup": "政变|兵变",
    },
    "epidemic": {"vaccination": "接种|疫苗|打针", "case": "确诊|病例|感染|暴发|爆发|疫情|阳性"},
    "aid": {"rescue": "救援|搜救|营救|救出|疏散|撤离|救助|搜寻", "gift": "援助|捐|赠|提供|驰援|运抵|交付|支援"},
    "transaction": {"list": "上市|挂牌", "buy": "收购|并购|购买|采购|买", "invest": "投资|入股|融资|注资"},
    "election": {"put_off": "推迟|延期|取消"},
}


@lru_cache(maxsize=1)
def _compiled() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    return {kind: [(name, re.compile(words)) for name, words in rows.items()] for kind, rows in _KINDS.items()}


@lru_cache(maxsize=65_536)
def kind_of(event_type: str, trigger: str) -> str | None:
    """The finer kind that a trigger names within its type, or None."""
    folded = fold(trigger)
    return next((name for name, words in _compiled().get(event_type, ()) if words.search(folded)), None)
