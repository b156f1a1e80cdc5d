"""Invented names for lives in China, Taiwan and Japan.

Owns words only.  Each block is `kind=dev name, other name; ...`; `{}` takes a shop's own name.
The first name of a pair is used by development lives, the second by hold-out lives, so that
the two share no merchant.
"""

ZH_FIRSTS = (
    "青禾 松果 云岭 百汇 南桥 一品 小满 蓝湾 长安里 喜乐 江畔 顺德 四季 同福 晨曦 木子 鹿鸣 金穗 "
    "和记 春晓 北辰 万家 天工 山海 竹林 海棠 老街 星河 听雨 半夏 望京 槐花"
)
ZH_HABITS = """
commute={}地铁,{}轨道交通; bus=公交集团电子钱包,{}巴士刷码乘车; bike_share=飞蚁单车,{}骑行;
parking={}停车场,路侧停车缴费; toll=高速通行费,{}速通; coffee={}咖啡,{}咖啡馆;
bakery={}面包坊,{}烘焙; canteen={}食堂,{}员工餐厅; lunch={}面馆,{}盖浇饭;
vending={}自动售货机,{}智能柜; laundry={}自助洗衣,校园洗衣机{}; arcade={}电玩城,{}抓娃娃;
kiosk={}便利店,{}书报亭; bar={}小酒馆,{}精酿; cinema={}影城,{}电影院; pool={}游泳馆,{}泳池;
postage={}快递,{}驿站寄件; printing={}图文打印,{}自助打印; lottery=体彩{}站,福彩{}店;
game={}游戏,{}互娱点券; topup=话费充值,公交卡充值
"""
ZH_SHOPS = """
grocery={}超市,{}生鲜; pharmacy={}大药房,{}医药; hardware={}五金,{}建材; garden={}花卉,{}园艺;
vet={}宠物诊所,{}动物医院; dentist={}口腔,{}牙科; electronics={}数码,{}电器;
clothes={}服饰,{}男装; books={}书店,{}文具; furniture={}家居,{}家具城; optician={}眼镜,{}视光;
garage={}汽修,{}汽车养护; restaurant={}酒家,{}饭店; toys={}玩具,{}母婴; sport={}体育用品,{}户外;
online={}旗舰店,{}专营店; market={}集市,{}批发网; fuel={}加油站,{}石化; hotel={}酒店,{}宾馆;
rental={}租车,{}出行租车; flight={}航空,{}航旅
"""
ZH_HOUSE = """
stream={}视频会员,{}影音会员; music={}音乐包月,{}听书会员; cloud={}云盘,{}网盘会员;
news={}周刊数字版,{}读书会; gym={}健身,{}瑜伽; seats={}协作办公席位,{}文档团队版;
family={}通信亲情套餐,{}移动家庭卡; box={}鲜花周订,{}牛奶周订; power=市供电公司,国电电费;
water=自来水公司,水务集团; internet={}宽带,{}光纤; insurance={}人寿保险,{}财产保险;
rent={}公寓房租,{}物业租金; school={}少儿艺术,{}托管班; fee=账户管理费,短信服务费;
loan={}消费贷还款,{}分期; salary={}科技工资,{}实业工资; saving=转入储蓄,转存理财;
card=信用卡还款,信用卡自动还款; packet=微信红包,发出红包
"""
ZH_PEOPLE = "沈越 程晓雨 顾北 林予安 韩松 叶知秋 方圆 邱明 罗小溪 贺兰 唐一鸣 白露"
ZH_CITIES = "(城东店) (大学城店) (火车站店) (二店)"

TW_FIRSTS = (
    "松風 大同 福氣 綠野 三和 光點 永樂 好日 山城 港都 小林 禾豐 吉祥 樂活 文山 晴天 石頭 古早 "
    "美美 東興 日光 海風 百貨 金門 清水 鼎 十全 向陽 柚子 老張 阿里 花田"
)
TW_HABITS = """
commute={}捷運,{}輕軌; bus={}客運,{}公車; bike_share=小綠騎,{}單車; parking={}停車場,路邊停車費;
toll=國道通行費,{}電子收費; coffee={}咖啡,{}珈琲; bakery={}烘焙坊,{}麵包;
canteen={}員工餐廳,{}學生餐廳; lunch={}便當,{}小館; vending={}自動販賣機,{}智販機;
laundry={}自助洗衣,{}洗衣; arcade={}湯姆樂園,{}遊藝場; kiosk={}超商,{}便利商店;
bar={}酒吧,{}居酒屋; cinema={}影城,{}戲院; pool={}游泳池,{}水樂園; postage=郵局寄件,{}宅配;
printing={}影印,{}輸出; lottery={}彩券行,公益彩券{}; game={}點數卡,{}遊戲; topup=悠遊加值,電信儲值
"""
TW_SHOPS = """
grocery={}超市,{}量販; pharmacy={}藥局,{}藥粧; hardware={}五金行,{}水電行; garden={}花坊,{}園藝;
vet={}動物醫院,{}寵物診所; dentist={}牙醫,{}牙科; electronics={}電器,{}三C; clothes={}服飾,{}衣坊;
books={}書局,{}文具; furniture={}傢俱,{}寢具; optician={}眼鏡,{}光學; garage={}汽車保養,{}車業;
restaurant={}餐廳,{}小吃; toys={}玩具,{}婦嬰; sport={}運動,{}戶外; online={}網路商城,{}購物網;
market={}拍賣,{}市集; fuel={}加油站,{}石油; hotel={}飯店,{}旅店; rental={}租車,{}小客車租賃;
flight={}航空,{}旅行社
"""
TW_HOUSE = """
stream={}影音,{}追劇; music={}音樂,{}電台; cloud={}雲端,{}空間; news={}週刊,{}電子報;
gym={}健身,{}瑜珈; seats={}協作軟體,{}設計軟體; family={}電信家庭方案,{}行動家庭方案;
box={}蔬果箱,{}鮮奶配送; power=電費代繳,台灣電力電費; water=水費代繳,自來水費;
internet={}寬頻,{}光纖網路; insurance={}人壽,{}產險; rent={}房租,{}租屋; school={}才藝班,{}安親班;
fee=帳戶管理費,跨行手續費; loan={}信貸,{}分期; salary={}股份薪資,{}實業薪資;
saving=轉入活儲,轉定存; card=信用卡繳款,卡費自動扣繳; packet=紅包轉帳,{}紅包
"""
TW_PEOPLE = "許家豪 陳怡君 林柏宇 蔡佩珊 鄭文傑 郭子晴 黃冠廷 洪曉薇"
TW_CITIES = "-忠孝店 -台中店 -新竹門市 -二館"

JA_FIRSTS = (
    "マルヤマ ヒノキ サクラヤ ミナト アサヒド ツバメ コトリ ヤマセ タカノ ハルカ モリノ キタムラヤ "
    "ニシキ フジノ カモメ ユズ サンセイ トモエ ヒカリ アオバ ミドリ クロガネ ノザワ イズミ "
    "オオゾラ リンドウ シラカバ ハマナス セイワ トキワ スズラン カエデ"
)
JA_HABITS = """
commute={}メトロ,{}電鉄; bus={}バス,{}交通バス; bike_share={}サイクル,{}チャリ;
parking={}パーキング,{}駐車場; toll=ETC{},{}有料道路; coffee={}コーヒー,{}珈琲店;
bakery={}ベーカリー,{}パン; canteen={}社員食堂,{}学食; lunch={}弁当,{}食堂;
vending={}自販機,{}ベンダー; laundry=コインランドリー{},{}ランドリー;
arcade={}アミューズメント,ゲームセンター{}; kiosk={}マート,{}ストアー; bar={}酒場,バー{};
cinema={}シネマ,{}劇場; pool={}プール,{}温泉; postage={}宅急便,{}郵便局;
printing={}プリント,{}コピー; lottery={}宝くじ,{}くじ売場; game={}ゲームス,{}ソフト;
topup=ICカードチャージ,モバイルチャージ
"""
JA_SHOPS = """
grocery={}スーパー,{}フーズ; pharmacy={}薬局,{}ドラッグ; hardware={}ホームセンター,{}金物;
garden={}園芸,{}フラワー; vet={}動物病院,{}ペットクリニック; dentist={}歯科,{}デンタル;
electronics={}電機,{}カメラ; clothes={}衣料,{}洋服店; books={}書店,{}ブックス;
furniture={}家具,{}インテリア; optician={}メガネ,{}コンタクト; garage={}自動車,{}モータース;
restaurant={}レストラン,{}亭; toys={}トイズ,{}ベビー; sport={}スポーツ,{}アウトドア;
online={}オンライン,{}通販; market={}マーケット,{}フリマ; fuel={}石油,{}SS; hotel={}ホテル,{}旅館;
rental={}レンタカー,{}カーリース; flight={}航空,{}トラベル
"""
JA_HOUSE = """
stream={}ビデオ,{}動画; music={}ミュージック,{}ラジオ; cloud={}クラウド,{}ストレージ;
news={}新聞デジタル,{}マガジン; gym={}フィットネス,{}ジム; seats={}ワーク,{}オフィス;
family={}モバイル家族,{}携帯家族割; box={}ミールキット,{}宅配牛乳; power={}電力,{}でんき;
water=水道局,{}水道; internet={}ヒカリ回線,{}ネット; insurance={}生命,{}損保;
rent={}家賃,{}不動産; school={}学習塾,{}スイミング; fee=年会費,口座手数料; loan={}ローン,{}分割;
salary=給与 {}工業,給与 {}商事; saving=定期積立,貯蓄口座振替; card=カード引落,口座振替カード;
packet={}送金,お年玉送金
"""
JA_PEOPLE = "タナカ ケン|オガワ ミキ|イシイ ユウト|ハラ サトミ|ムラタ ジュン|カトウ エリ|ノダ シン|ヨシダ アイ"
JA_CITIES = " 新宿店| 横浜| 2号店| 駅前店"
