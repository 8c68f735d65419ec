//! A catalog of any length: the same bytes for the same number of rows, on every machine. Departments, classes, dates and
//! items repeat themselves as they do in real ones; names, codes and summaries do not. One row in twenty breaks a rule.

use std::io::{self, Write};

/// The header: what the instruments ask for, in the words of catalogs.
const HEADER: &str = "目录编码,数据目录名称,提供单位,提供单位代码,目录摘要,数据项,数据项类型,数据格式,数据更新频率,最近更新日期,\
发布日期,数据分类,数据分级,共享属性,共享条件,共享范围,不予共享依据,共享方式,开放属性,开放条件,是否可授权运营,收集部门,核准部门,备注";

const PLACES: [&str; 12] = [
    "东河", "西坪", "南岭", "北川", "青山", "白石", "金沙", "银岸", "长桥", "新渡", "古城", "临江",
];
const BODIES: [&str; 10] = [
    "农业农村局",
    "水利局",
    "统计局",
    "交通运输局",
    "教育局",
    "民政局",
    "气象局",
    "林业局",
    "市场监督管理局",
    "文化和旅游局",
];
const MATTERS: [&str; 14] = [
    "灌溉用水量",
    "糖厂产量",
    "渡口客流",
    "校舍面积",
    "梯田分布",
    "古树名木",
    "公交线路",
    "集市摊位",
    "雨量站观测",
    "水库水位",
    "茶园面积",
    "渔船登记",
    "桥梁检测",
    "图书流通",
];
const ITEMS: [&str; 24] = [
    "站点名称",
    "观测时间",
    "水位",
    "流量",
    "线路编号",
    "里程",
    "面积",
    "产量",
    "品种",
    "等级",
    "检测结论",
    "检测日期",
    "经办单位",
    "所属区划",
    "建成年份",
    "结构形式",
    "设计荷载",
    "养护单位",
    "开放时间",
    "馆藏数量",
    "摊位数量",
    "泊位数量",
    "登记日期",
    "备注",
];
const FREQUENCIES: [&str; 6] = ["每日", "每周", "每月", "每季度", "每半年", "每年"];
const CLASSES: [&str; 4] = ["基础信息资源", "主题信息资源", "部门信息资源", "其他"];
const GRADES: [&str; 3] = ["一级", "二级", "三级"];

/// Numbers that look like chance and are none.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all.get(self.below(all.len())).copied().unwrap_or_default()
    }
}

/// Writes the catalog.
pub(crate) fn write(rows: usize, to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "{HEADER}")?;
    let mut chance = Chance(20_260_101);
    for row in 0..rows {
        line(row, &mut chance, to)?;
    }
    Ok(())
}

fn line(row: usize, chance: &mut Chance, to: &mut dyn Write) -> io::Result<()> {
    let (place, body, matter) = (chance.of(&PLACES), chance.of(&BODIES), chance.of(&MATTERS));
    let wrong = chance.below(20) == 0;
    let (year, month, day) = (2019 + chance.below(6), 1 + chance.below(12), 1 + chance.below(28));
    let items: Vec<&str> = (0..4 + chance.below(16)).map(|_| chance.of(&ITEMS)).collect();
    let shared = chance.below(10);
    let (sharing, condition, ground, manner) = match shared {
        0 => ("不予共享", "", "法律、行政法规规定不予共享", ""),
        1..=4 => (
            "有条件共享",
            if wrong {
                ""
            } else {
                "经提供单位同意，限本次业务使用"
            },
            "",
            "接口",
        ),
        _ => ("无条件共享", "", "", "文件下载"),
    };
    let (opening, terms) = match chance.below(4) {
        0 if shared > 0 => ("无条件开放", ""),
        1 if shared > 0 => ("有条件开放", "限科研机构非商业用途"),
        _ => ("不予开放", ""),
    };
    writeln!(
        to,
        "{:09}/{row:06},{place}{year}年{month}月{matter}信息{row},{place}{body},11{:06}MB{:08},\
         本目录记录{place}{body}在{matter}工作中形成的数据，用于宏观分析，已完成清洗、比对和去重处理，第{row}批。,{},\
         字符型、数值型、日期型,电子表格,{},{year}-{month:02}-{day:02},2019-01-{day:02},{},{},{sharing},{condition},\
         各级政务部门,{ground},{manner},{opening},{terms},{},{place}{body},{place}数据管理局,{}",
        300_000_000 + row % 977,
        row % 1_000,
        row % 2_000,
        items.join("、"),
        if wrong {
            "不定期"
        } else {
            chance.of(&FREQUENCIES)
        },
        chance.of(&CLASSES),
        chance.of(&GRADES),
        if chance.below(2) == 0 { "是" } else { "否" },
        if chance.below(8) == 0 {
            "\"原系统已下线,由新平台承接\""
        } else {
            ""
        },
    )
}
