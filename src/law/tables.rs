//! The kinds of table the law speaks of, with their names. Knows no column of any.

use super::words;
use crate::model::Text;

/// Id, Chinese and English name of every kind.
const KINDS: &[(&str, &str, &str)] = &[
    ("meta", "法规本身", "the instrument itself"),
    ("catalog", "公共数据目录", "data catalog"),
    ("open_catalog", "开放目录", "open-data catalog"),
    ("collection_register", "数据收集清单", "collection register"),
    ("aggregation_log", "汇聚与更新台账", "aggregation log"),
    ("catalog_changes", "目录变更台账", "catalog changes"),
    ("department_profile", "单位情况表", "department profiles"),
    ("sharing_requests", "共享申请台账", "sharing requests"),
    ("demand_list", "数据需求台账", "demand list"),
    ("data_usage", "数据使用台账", "data usage"),
    ("opening_applications", "开放申请台账", "opening applications"),
    ("corrections", "校核纠错台账", "corrections"),
    ("share_disputes", "共享争议台账", "sharing disputes"),
    ("it_projects", "信息系统项目台账", "information system projects"),
    ("platforms", "平台与通道台账", "platforms and channels"),
    ("registrations", "资源登记台账", "resource registrations"),
    ("operation_plans", "授权运营方案台账", "operation plans"),
    ("operation_agreements", "授权运营协议台账", "operation agreements"),
    ("operation_scenarios", "应用场景台账", "operation scenarios"),
    ("operation_products", "产品和服务清单", "products and services"),
    ("development_agreements", "开发协议台账", "development agreements"),
    ("usage_agreements", "使用协议台账", "usage agreements"),
    ("disclosures", "披露台账", "disclosures"),
    ("trades", "交易与采购台账", "trades and purchases"),
    ("security_duties", "安全职责自查表", "security duties"),
    ("security_incidents", "安全事件台账", "security incidents"),
    ("security_assessments", "风险评估台账", "risk assessments"),
    ("outsourcing", "服务外包台账", "outsourcing"),
    ("crossborder", "数据出境台账", "cross-border transfers"),
    ("emergency_data", "突发事件数据台账", "emergency data"),
    ("data_destruction", "数据销毁台账", "data destruction"),
];

/// The kind of requirements about the instrument itself, which no table shows.
pub const META: &str = "meta";

/// The id of every kind of table.
pub fn table_kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(id, ..)| *id)
}

/// What a kind of table is called; a kind that is not known is called by its id.
pub fn table_name(kind: &str) -> Text {
    match KINDS.iter().find(|(id, ..)| *id == kind) {
        Some((_, zh, en)) => words::both(zh, en),
        None => Text::same(kind),
    }
}
