"""的 where 地 or 得 belongs, and the other way round: only where the words around leave no doubt."""

from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.finding import Passage, ProofFindings

_ADVERBS = (
    "扎实|认真|耐心|有效|积极|及时|切实|有序|稳步|逐步|充分|广泛|深刻|迅速|主动|自觉|热情|真诚|妥善|顺利|圆满|持续|不断|大力|严格|坚决|"
    "准确|科学|合理|高效|快速|细致|全面|深入|极大|进一步|更好|很好|较好|最大限度|前所未有|明显|显著|大幅"
)
_VERBS = (
    "推进|推动|开展|落实|解释|遏制|化解|解决|完成|促进|提高|提升|改善|改变|增强|激发|调动|宣传|宣讲|贯彻|执行|处理|处置|"
    "保障|维护|防止|防范|避免|服务|支持|配合|参与|组织|实施|加强|强化|做好|抓好|满足|方便|回答|听取|学习|了解"
)
_HAS_OBJECT = "(?=了|着|好|各项|各级|各类|会议|政策|全|我|这|该|其|上级|党|中央|省委|市委|县委|人民|群众(?!路线|工作|组织))"
_ADVERBIAL = pattern(f"(?<![不很最更较])({_ADVERBS})([的得])({_VERBS}){_HAS_OBJECT}")
_DEEDS = (
    "掌握|参加|参与|投入|抓好|做好|打造|推动|推进|开展|完成|解决|帮助|协助|引导|调动|激发|提升|提高|增强|促进|改善|遏制|防止|避免|"
    "化解|听取|回答|解答|讲解|走访|慰问|排查|清理|打扫|维护|守护|贯彻|落实|执行|履行"
)
_FEELINGS = "激动|高兴|兴奋|开心|动情|深情|感慨|自豪|骄傲|欣慰|无奈|坚定|坚决|风趣|幽默|诚恳|真诚|耐心|热情|认真|严肃|郑重|自信|乐呵呵|笑呵呵|笑眯眯|满意|欣喜|感激"
_SAID = pattern(
    f"(?<![不很最更较])({_FEELINGS})的(说|问|答|讲|喊|回答|告诉|表示|介绍)(?=，|：|道|起|着|我们|记者|大家|自己)"
)
"""激动的说, with nothing that could be what is said: 高兴的表示 is a noun phrase but for what follows."""
_NO_NOUN = "(?![者的和及与或、力度量性率作用机意影效情过格局手途方办措制工能路项环目任面会水过程纪规标准要责，。；：！？”）]|$)"
"""What makes a noun of a verb, or goes on from one: 积极的推动作用, 有效的落实机制."""
_DONE = pattern(
    f"(?<![不很最更较])(全面|扎实|认真|耐心|积极|及时|切实|迅速|主动|自觉|热情|大力|严格|坚决|踊跃|深入|不断|逐步|稳步|持续)的({_DEEDS}){_NO_NOUN}"
)
_COMPLEMENT = pattern(
    "(解决|处理|办|做|干|抓|说|讲|想|看|笑|哭|忙|累|热|冷|乐|高兴|激动|感动|写|学|唱|跳|走|跑|来|变|显|过|搞|准备|组织|开展|打扫|收拾|布置|安排|落实)的"
    "(合不拢嘴|说不出话|睡不着|团团转|不得了|了不得|更(?:彻底|好|快|实|细|扎实|深入|到位|精准|有力)|很(?:好|快|充分|成功|认真|仔细|圆满|热烈|顺利|到位|扎实|细|透)|"
    "井井有条|有声有色|红红火火|有模有样|热泪盈眶|干干净净|整整齐齐|明明白白|清清楚楚)(?=[，。；！？、”]|$)"
)

_FURTHER = pattern(
    "(?:(?<![\u3400-\u9fff])|(?<=[们都也就还才群众干部老人学生村民]))(跑|笑|走|唱|跳|学|干|做|办|飞|站|看|听|记|睡|吃|穿|住|变|长|卖|种|建|擦|扫|洗)的"
    "((?:更|越来越)(?:勤|甜|远|高|多|亮|美|欢|香|旺|稳|准|严|细|真|深|透|广|快|好|实|清楚|明白|起劲|开心|舒心|安心|放心|红火))(?=了|，|。|；|！)"
)
_BOTH = pattern(
    "(?<![\u3400-\u9fff]者)(修|建|铺|盖|种|长|搞|做|办|干|写|讲|说|唱|跳|洗|擦|扫|打扫|收拾|布置|装扮|过|养|变)的(又([\u3400-\u9fff]{1,2})又[\u3400-\u9fff]{1,2})(?=[，。；！、”])"
)
"""修的又宽又平; 又 begins no attribute of what follows, for nothing follows."""

_ANY = pattern(
    f"[的得](?:{_VERBS}|{_DEEDS})|的(?:[合说睡团不了更很井有红热干整明清]|越来越|又|[问答讲喊回告表介])"
)
"""What one of the patterns at least has in it."""


def particles(passage: Passage) -> ProofFindings:
    """B472: 扎实的推进各项工作 → 地; 解决的更彻底 → 得."""
    told: set[int] = set()
    if not _ANY.search(passage.text):
        return
    for match in _DONE.finditer(passage.text):
        told.add(match.start())
        yield passage.find(
            Code.WRONG_PARTICLE, match.end(1), match.end(1) + 1, found=match[0], to=f"{match[1]}地{match[2]}"
        )
    for match in _ADVERBIAL.finditer(passage.text):
        if match.start() in told:
            continue
        yield passage.find(
            Code.WRONG_PARTICLE, match.start(2), match.end(2), found=match[0], to=f"{match[1]}地{match[3]}"
        )
    for match in _SAID.finditer(passage.text):
        yield passage.find(
            Code.WRONG_PARTICLE, match.end(1), match.end(1) + 1, found=match[0], to=f"{match[1]}地{match[2]}"
        )
    patterns = (_COMPLEMENT, _FURTHER, _BOTH)
    for match in (match for expression in patterns for match in expression.finditer(passage.text)):
        at = match.end(1)
        yield passage.find(Code.WRONG_PARTICLE, at, at + 1, found=match[0], to=f"{match[1]}得{match[2]}")
