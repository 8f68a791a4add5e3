"""Words by the part they play in the title of an official paper.

A general dictionary says that 推进 is a verb. Titles need more: that it begins a phrase in
推动文明实践走深走实 and does not in 工作推进情况, because 情况 makes a noun of what stands before it.
"""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OPENING_VERBS: Final = _words(
    """
    推动 推进 助力 助推 打造 构建 聚焦 坚持 强化 加强 深化 落实 抓好 抓实 抓牢 做好 做实 做细 做活 做优 做强 召开 举办 举行
    印发 转发 建立 健全 完善 优化 激发 赋能 撬动 绘就 描绘 谱写 书写 擦亮 破解 打通 凝聚 汇聚 弘扬 传承 培育 践行 推行 推广 实施
    实行 巩固 拓展 夯实 筑牢 守护 守牢 走出 走好 走进 走向 闯出 点亮 架起 撑起 开启 织密 织牢 释放 彰显 展现 讲好 唱响 奏响 念好
    下好 打好 打响 打赢 种好 用好 用活 盘活 激活 带动 带领 发动 动员 号召 引导 鼓励 确保 防范 化解 遏制 查处 严查 惩治
    废止 公布 发布 下达 批准 同意 授予 表彰 命名 成立 设立 组建 参加 调研 学习 贯彻 传达 宣讲 慰问 看望 走访 签署
    入选 荣获 获评 入围 跻身 启动 建成 开通 实现 突破 发放 选派 筹集 募集 投入 收获 迎来 开展 提升 促进 引领 淘汰 倡导
    破除 整合 让 成为 融入 贯穿 提供 送到 送进 送上 搬进 推出 建强 建好 增强 提高 加大 加快 深挖 依托 立足 围绕 紧扣 紧盯 瞄准
    突出 搭建 开设 撑牢 严守 坚守 厚植 涵养 滋养 铺就 跑出 交出 答好 写好 画好 注入 增添 叫响 树立 推荐 征集 申报 报送 上报
    开放 开办 增设 取消 暂停 停止 开始 继续 新增 用于 创 促 抓 迎 谋 服务保障 资助 捐赠 签订 恢复 延长 授权 委托 承接 转让 划转 移交 请求 商请 赴 来 致 给予 免去 任命 聘任 接受 收取 征收
    缓解 缩短 压实 扛起 扛牢 担当 展示 彰显 见证 释放 吹响 点燃 照亮 温暖 惠及 造福 守住 兜牢 保障 牢记 不忘 牢固 办好 办理
    深入 下沉 扎根 奔赴 齐聚 相约 走上 走下 走入 深耕 开创 开辟 续写 奏好 奋战 奋进 迈向 迈上 迈出 建设好 升级为 转化为 列入
    纳入 违反 下降 上升 焕发 开工 竣工 签约 落户 投产 开幕 闭幕 见效 落地 举行 收官 出炉 揭晓 落成 挂牌 揭牌 开班 上线 引发 走村入户 讲述 营造 壮大 丰富 强调 挖掘 繁荣 倡树 淬炼 锤炼 锻造 砥砺 铸就 铸牢 缔造 孕育 播撒 播种 催生 催开 传递 传播 传唱 讴歌 礼敬 缅怀 瞻仰 重走
    共绘 共谱 共筑 共创 共庆 共度 同心 同绘 聚力 汇集 集聚 集结 广聚 招募 招引 引育 留住 吸纳 接续 赓续 延续 保持 维护 维系 守望 关注 聚合 融通 贯通
    畅通 疏通 消除 消灭 根治 铲除 摒弃 抵制 拒绝 反对 告别 远离 跳出 打破 冲破 攻克 啃下 解锁 解码 破译 揭开 掀起 刮起 兴起 涌现 诞生 成长
    领跑 领航 领衔 引航 导航 把准 把牢 校准 拧紧 上紧 压紧 抓细 管好 护好 看好 用足 用准 做到 达成 促成 建言 献策 问计 问需 问效 督促 敦促
    满足 吸引 帮助 跨越 刹住 换来 赢得 征求 控制 核准 担任 压降 拨付 申请 提请 报请 指导 切实做好 牵手 携手 联手 对接 探寻 追寻 重温 致敬 礼赞 喜迎 庆祝 纪念 关爱 关心 呵护 护航 护佑 扮靓 美化 力促 力推 狠抓
    严把 严防 严打 严禁 禁止 打击 取缔 清理 清退 推选 选树 评选 审议 通过 修改 修订 制定 出台 完成 达到 超过 荣膺 斩获 摘得 夺得
    审理 审定 调整 划定 划分 变更 办结 规范 引入 引进 培养 造就 点赞 创优 提质 解决 破题 探索 整治 防止 处置 应对
    助燃 添彩 添翼 提振 共建 共享 共治 放大 延伸 覆盖 对标 承办 主办 协办 牵头 率队 组织 重塑 再造 改造 改善 改进 补齐 补足 连接 串起 照进 开出 结出
    适用 严格 稳定 扩大 扩展 减轻 减少 降低 支持 服务好 争创 争当 争做 创成 创建为 获得 获批 获赠 抢抓 抢占 把握 抓住 用心 用情 用力
    """
)
"""Verbs that begin a phrase wherever nothing makes a noun of them."""

NOUN_LIKE_VERBS: Final = _words(
    """
    兑换 授权 运营 摸排 整改 整修 管护 攻坚 排放 防护 建设 发展 治理 管理 服务 改革 创建 保护 宣传 教育 培训 监测 调查 评选 评估 整治 提升 监督 检查 创新 升级 转型 融合 实践 展示
    征集 补助 执行 预算 统计 审计 规划 计划 考核 认定 测评 普查 合作 协调 指导 选举 审议 防治 防控 防御 救助 救灾 防汛 抗旱 征收 分配
    使用 安置 就业 创业 投资 贸易 消费 生产 经营 流转 整理 修复 治污 减排 节能 排查 巡查 巡察 督查 巡视 复查 抽检 检验 检测 供应 供给
    应急 响应 处置 预警 预防 振兴 规范 优化 启动 审批 登记 评价 表彰 调研 交流 学习 研究 分析 解释 说明 答复 报告 通报 通知 部署 安排
    推荐 申报 竞赛 比赛 演练 运行 组织 保障 支持 开放 创作 演出 展演 巡演 宣讲 慰问 关爱 帮扶 消费 衔接 转移 承接 恢复
    重建 处理 分类 收费 补偿 补贴 奖励 激励 扶持 引导 贯彻 落实 推广 试点 实施 推进 促进 完善 健全 转化 覆盖 改造 办理 接受 编制 调整
    解读 动员 对接 纪念 庆祝 探索 启示 思考 拓展 巩固 深化 督导 走访 清理 打击 防范 化解 征求 征收 征用 供养 抚养 赡养 代表 选派 设计 施工 验收
    参加 批准 关心 监管 调解 仲裁 复议 诉讼 公开 公示 公证 见证 传承 弘扬 普及 推介 展览 出版 发行 采购 招标 投标 结算
    """
)
"""Verbs that are used as nouns as often: they begin a phrase only where an object follows."""

MANNER: Final = _words(
    """
    全面 深度 公开 深入 切实 进一步 加快 积极 奋力 着力 大力 扎实 全力 聚力 合力 持续 不断 坚决 集中 联合 共同 充分 认真 严格 精准 精心 有效 有力
    有序 高效 稳步 稳妥 统筹 协同 努力 主动 率先 全域 纵深 双双 齐心 倾力 强力 倾情 用心 创新 凝心 接续 依法 依规 科学 合理 及时 广泛 深度
    高位 高标准 高质量 常态化 多措并举 多点 多维 从严 从快 从重 切实 继续 更加 更好 尽快 争相 踊跃 加速 竞相 同比 环比 勇于 敢于 善于 始终 再 已
    均 都 全票 全部 累计 正在 正 正式 专题 实地 现场 仍 加大力度
    """
)
"""How something is done: they go with the verb after them."""
AUXILIARIES: Final = _words("要 拟 应 应当 必须 可 可以 能 能够 即将 有望")
"""They go with the verb after them, and begin a phrase even behind another verb."""

ADVERBS_OF_NOUNS: Final = _words("全面 深度 集中 联合 公开 科学 常态化 精准 共同 专题 实地 现场")
"""They go with nouns as well: 全面合作总体方案."""

AFTER_VERBS: Final = _words(
    "情况 会 大会 会议 推进会 现场会 力度 步伐 仪式 进展 名单 过程 进度 问题 经验 工作 行动"
)
"""They make a noun even of a verb that opens phrases: 推进情况."""
MAKE_NOUNS: Final = AFTER_VERBS | _words(
    """
    活动 座谈会 博览会 发布会 机制 制度 体系 计划 规划 方案 办法 条例 规定 细则 规则 意见 措施 建议 项目 工程 中心 平台 小组 领导小组 委员会 指挥部
    办公室 模式 成果 成效 资金 经费 指南 标准 名录 示范区 示范县 试点 基地 队伍 作用 程度 事项 事件 事故 案件 预案 大赛 比赛 竞赛 论坛 要点 清单 台账
    目录 战略 协议 结果 试验区 分工 规范 专项 案例 榜单 任务 报告书
    """
)
"""They make a noun of a verb that is one as often: 整治行动, 创建机制."""
HEADS: Final = MAKE_NOUNS | _words(
    """
    业务 服务 管理 建设 发展 改革 治理 保护 保障 监管 人员 条件 水平 质量 机构 单位 地区 委员 方式 产品 设施 系统 课题 主题 政策 经营 生产 能力 资源
    环境 权益 纠纷 成员 代表 模范 标兵 称号 样本 一线 品牌 路径 问题 资格 服务队 专家组 精神
    """
)
"""Heads of noun groups: a line should not begin with one."""
LEANING_NOUNS: Final = _words(
    "主题 综合 现代 困难 重度 专项 重点 中央 国家级 省级 市级 县级 通用 我国 我省 我市 我县 中国 国家 基层 公共 一般 基本 主要 重大 特色 历史 传统 优秀 红色 绿色 高质量 高水平 高效能 高品质 有关 相关 若干 三大 四大 五大 六大 两大 典型 突出 新 大 小 强 高 老 好 美丽 现代 智慧 数字"
)
"""Nouns and adjectives that lean on the noun after them."""

KINDS: Final = _words(
    """
    通知 通报 通告 公告 公报 报告 意见 决定 决议 命令 议案 请示 批复 函 复函 纪要 办法 规定 细则 条例 方案 规划 计划 措施 要点 说明 解释 讲话
    致辞 汇报 总结 建议 答复 公示 名单 纪实 启示 思考 指导意见 实施意见 实施方案 实施办法 实施细则 管理办法 工作方案 行动方案 行动计划 补充通知 紧急通知
    预备通知 调研报告 审计报告 督查通报 会议纪要 若干意见 若干措施 若干规定 倡议书 慰问信 感谢信 复函 公开信 草案 解读 批示 提案
    """
)
"""What kind of paper it is: the word a title of this kind ends with."""

PREPOSITIONS: Final = _words(
    "到 对 在 以 把 将 向 从 由 为 于 按 按照 根据 经 自 被 同 对于 通过 因 就 用 给 比 当"
)
"""They lean on what follows, and a phrase may begin with them."""
OPENING_PREPOSITIONS: Final = _words("向 对 以 把 将 从 由 按照 根据 通过")
"""They begin a phrase behind a verb too; the others complete it: 设立 在."""
JOINING: Final = _words("和 与 及 或 以及 并 且 而")
OPENING_JOINTS: Final = _words("暨 并 以及 而 且 也 更 既 又")
"""Words that join and may begin a line."""
CLINGING: Final = _words(
    "以内 以上 以下 于 的 地 得 等 等等 们 了 着 过 之 者 式 化 性 型 类 级 版 率 上 下 中 里 内 外 前 后 间 时 起 旁 边"
)
"""They lean on what stands before them."""
SUFFIXES: Final = _words(
    """
    省 市 县 州 盟 旗 乡 镇 村 局 厅 法 区 网 线 式 化 率 性 型 类 者 员 队 组 站 师 所 院 校 会 办 委 户 岗 点 游 塔 港 湖 河 江 山 岛 湾 寨 社 界 段 集 品 费 金 款 税 票 权 药 茶 令 案 级 版 源 力 族 群 链 带 圈 卡 码 室 馆 园 城 店 厂 矿 田 林 桥 路
    """
)
"""One character that goes with the noun before it: 卫生健康 局."""
VERB_SYLLABLES: Final = "讲念抓做走办建打守用管盘送搬画唱下种答交跑"
"""They are verbs with one of the complements: 讲活, 抓实."""
COMPLEMENTS: Final = _words(
    "好 就 起 出 到 实 牢 活 强 上 下 成 稳 准 细 优 亮 响 通 开 进 入 向 为 住 紧 深 透"
)
"""One character that completes the verb before it: 走好, 绘就, 送到."""
COUNTED: Final = _words(
    """
    年 月 日 年度 年代 月份 季度 周年 个 号 期 批 届 次 家 名 条 项 所 户 亩 元 吨 起 类 人 人次 大 级 万 亿 % ％ 余 多 余名 余座 余人 余个 批次 公里 岁 天 小时 分钟
    """
)
"""What goes with the number before it."""
BEFORE_NUMBERS: Final = _words("第 近 超 约 逾 达")
WHICH: Final = _words("某 各 本 我 全 该")
"""They go with the noun after them: 某市, 我省."""
MEASURES: Final = "个名家项条件次批座辆台户支场部本起人章篇"
TIMES: Final = _words(
    """
    春节 国庆 暑期 暑假 寒假 上半年 下半年 第一季度 第二季度 第三季度 第四季度 前三季度 一季度 二季度 三季度 四季度 全年 元旦 五一 端午 中秋 前三季度
    """
)
HEAD_ENDS: Final = ("会", "会议", "仪式", "小组", "活动")
EVENT_ENDS: Final = (
    "博览会",
    "奥运会",
    "冬奥会",
    "世博会",
    "邀请赛",
    "锦标赛",
    "挑战赛",
    "公开赛",
    "亚运会",
    "全运会",
    "残运会",
    "运动会",
    "大赛",
    "论坛",
    "峰会",
    "大会",
    "交易会",
    "洽谈会",
    "文化节",
    "旅游节",
    "艺术节",
)
FRAME_ENDS: Final = _words("中 时 后 以来 期间 过程中 背景下")
"""They end the frame of a sentence: 文化体制改革中|……."""
CLOSING: Final = _words(
    "有机结合 深度融合 有效衔接 走深走实 落地生根 见行见效 落地见效 开花结果 提质增效 全覆盖 齐步走"
)
"""They end a phrase, as a verb without an object does."""
SET_PAIRS: Final = ("国民经济和",)
"""With what follows them they are one term: 国民经济和社会发展."""
INTRANSITIVE: Final = _words(
    "开工 竣工 签约 落户 投产 开幕 闭幕 见效 落地 举行 开通 起航 收官 出炉 揭晓 落成 挂牌 揭牌 开班 结业 启航 首发 首演 上线"
)
"""Verbs without an object: what follows them is another phrase."""
LIGHT_VERBS: Final = _words("建立 健全 完善 制定 开展 做好 推进 落实 实施 举办 召开 部署 抓好")
"""Verbs whose object may be a verb itself: 开展 学习贯彻……主题教育."""
ISSUING_VERBS: Final = _words("印发 转发 修改 发布")
"""Verbs whose object is the title of another paper."""
VISITING: Final = _words("督导 调研 检查 走访 慰问 看望 指导 督查 巡查 视察 考察 督办")
"""Verbs that go in pairs: 督导检查, 走访慰问."""
VERB_PAIRS: Final = _words(
    "深化推进 新增下达 研究部署 组织实施 安排部署 动员部署 宣传贯彻 学习贯彻 修订印发 督促落实 巩固提升 学习运用 谋划推进 统筹推进 组织开展 部署开展"
)
WHOSE: Final = _words("有关 相关 若干")
"""They begin the last group of nouns of a title: 有关事项任务分工的通知."""
PARENT_BODIES: Final = _words(
    "人民政府 政府 人民代表大会 委员会 领导小组 国务院 中央 政协 人大 省委 市委 县委 区委 州委 党委"
)
"""Bodies whose offices take their name along: 某市|人民政府|办公室."""
MOTION_VERBS: Final = _words("赴 来 到 深入 走进 进驻 抵达 前往")
"""Verbs whose object is a place."""
NO_PLACES: Final = _words("城镇 乡镇 市县 城市 都市 超市 门市")
NO_BODIES: Final = _words("法治政府 数字政府 服务型政府 地方政府")
PLACE_ENDS: Final = "省市县区州盟旗乡镇村"
BODY_ENDS: Final = (
    "委员会", "办公室", "办公厅", "领导小组", "指挥部", "政府", "法院", "检察院", "局", "厅", "宣传部", "组织部", "统战部", "党委", "省委",
    "市委", "县委", "区委", "州委", "党组", "部门", "公司", "集团", "学院", "大学", "中学", "医院", "总工会", "联合会", "妇联", "文明办", "常委会",
    "协会", "学会", "政协", "代表大会", "检查组", "调研组", "工作组", "纪委", "监委", "团委", "总队", "支队", "大队", "银行", "支行", "分行", "中央",
    "国务院", "发展改革委", "发改委", "卫生健康委", "国资委", "司令部", "政治部", "人大", "专班", "协调小组", "管委会", "文明委", "总社", "交警队",
)  # fmt: skip
"""What names of bodies end with."""
