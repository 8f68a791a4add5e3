"""Traditional characters of the words that papers are known by: 關於…的決定 is known as 关于…的决定 is.

Only what the importers look for is here, character for character; no text is converted.
"""

_PAIRS = (
    "與与專专個个為为於于關关務务動动區区協协單单廳厅歷历縣县參参號号員员國国團团圍围執执會会傳传體体價价備备決决準准凈净別别劃划"
    "則则類类給给統统組组織织細细線线紀纪綱纲級级約约編编網网羅罗職职聯联負负責责購购質质資资轉转載载輯辑辦办辯辩邊边過过還还這这"
    "達达選选遞递遷迁郵邮鄉乡錄录鎮镇長长門门問问間间閱阅隊队際际陽阳陳陈險险隨随難难電电頁页項项順顺須须領领頒颁預预題题額额願愿"
    "發发變变圖图場场報报壹一墻墙壞坏實实審审寫写對对導导將将屆届層层屬属應应廣广慶庆開开張张強强彙汇後后從从復复徵征戰战戶户擬拟據据"
    "擔担擴扩標标條条構构機机檔档檢检權权業业極极樣样樓楼樹树歲岁檯台測测滿满漢汉濟济灣湾燈灯獎奖獻献現现產产畫画當当療疗監监盤盘"
    "確确碼码稱称種种積积競竞築筑節节範范簽签簡简籤签糧粮納纳經经緊紧總总績绩繼继續续義义聞闻聲声腦脑臺台舉举處处號号術术衛卫補补"
    "規规視视覽览觀观計计訂订訓训議议記记講讲許许論论設设證证評评詞词譯译話话詢询語语說说請请諾诺讀读課课談谈識识調调護护貝贝財财"
    "見见們们優优創创勞劳醫医華华啟启賓宾師师歸归態态攝摄匯汇終终緒绪薦荐藥药輔辅違违鐘钟錢钱鍵键頂顶謝谢賀贺賽赛書书親亲習习聽听詳详萬万億亿討讨誤误釋释庫库係系陸陆隸隶辭辞讓让錦锦"
    "貫贯進进運运適适錯错鋼钢鐵铁雙双雜杂雲云響响頭头顯显風风飛飞飯饭館馆駐驻驗验體体鬥斗黨党點点齊齐齡龄龍龙"
)
_TABLE = str.maketrans(_PAIRS[::2], _PAIRS[1::2])


def simplified(text: str) -> str:
    """Return a text with the traditional characters that forms of papers hold made simple; its length stays."""
    return text if text.isascii() else text.translate(_TABLE)
