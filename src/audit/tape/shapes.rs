//! How counts are written so that they take little room: what was not counted is not written. Only shapes.

/// Whether a value says nothing.
pub(in crate::audit) fn unsaid<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A list that files share.
pub(in crate::audit) mod shared {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::sync::Arc;

    pub(in crate::audit) fn serialize<S: Serializer, T: Serialize>(
        list: &Arc<[T]>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        list.as_ref().serialize(to)
    }

    pub(in crate::audit) fn deserialize<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
        from: D,
    ) -> Result<Arc<[T]>, D::Error> {
        Ok(Vec::deserialize(from)?.into())
    }
}

/// Rows and what stands there, texts that files share.
pub(in crate::audit) mod named {
    use serde::{Deserialize, Deserializer, Serializer};
    use std::sync::Arc;

    pub(in crate::audit) fn serialize<S: Serializer>(
        rows: &[(u32, Arc<str>)],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(rows.iter().map(|(row, said)| (row, &**said)))
    }

    pub(in crate::audit) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<(u32, Arc<str>)>, D::Error> {
        let rows = Vec::<(u32, String)>::deserialize(from)?;
        Ok(rows.into_iter().map(|(row, said)| (row, said.into())).collect())
    }
}

/// A map whose keys are no text, as pairs.
pub(in crate::audit) mod pairs {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::collections::BTreeMap;

    pub(in crate::audit) fn serialize<S: Serializer, K: Serialize, V: Serialize>(
        map: &BTreeMap<K, V>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(map)
    }

    pub(in crate::audit) fn deserialize<'de, D, K, V>(from: D) -> Result<BTreeMap<K, V>, D::Error>
    where
        D: Deserializer<'de>,
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
    {
        Ok(Vec::<(K, V)>::deserialize(from)?.into_iter().collect())
    }
}

/// A list most of which says nothing: its length, and what says something with its number.
pub(in crate::audit) mod sparse {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(in crate::audit) fn serialize<S, T>(list: &[T], to: S) -> Result<S::Ok, S::Error>
    where
        S: Serializer,
        T: Serialize + Default + PartialEq,
    {
        let said = list
            .iter()
            .enumerate()
            .filter(|(_, value)| !super::unsaid(*value));
        (list.len(), said.collect::<Vec<_>>()).serialize(to)
    }

    pub(in crate::audit) fn deserialize<'de, D, T>(from: D) -> Result<Vec<T>, D::Error>
    where
        D: Deserializer<'de>,
        T: Deserialize<'de> + Default,
    {
        let (length, said): (u32, Vec<(usize, T)>) = Deserialize::deserialize(from)?;
        let mut list: Vec<T> = std::iter::repeat_with(T::default).take(length as usize).collect();
        for (number, value) in said {
            if let Some(slot) = list.get_mut(number) {
                *slot = value;
            }
        }
        Ok(list)
    }
}

/// A list of marks most of which are like the one before: each with how often it comes.
pub(in crate::audit) mod runs {
    use serde::{Deserialize, Deserializer, Serializer};

    pub(in crate::audit) fn serialize<S: Serializer>(marks: &[u16], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(marks.chunk_by(PartialEq::eq).map(|run| (run.first(), run.len())))
    }

    pub(in crate::audit) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u16>, D::Error> {
        let runs = Vec::<(u16, u32)>::deserialize(from)?;
        let marks = runs
            .into_iter()
            .flat_map(|(mark, n)| std::iter::repeat_n(mark, n as usize));
        Ok(marks.collect())
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};
    use std::collections::BTreeMap;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct All {
        #[serde(with = "super::sparse")]
        sparse: Vec<String>,
        #[serde(with = "super::runs")]
        runs: Vec<u16>,
        #[serde(with = "super::pairs")]
        pairs: BTreeMap<(u8, u8), u8>,
        #[serde(with = "super::shared")]
        shared: std::sync::Arc<[u8]>,
        #[serde(with = "super::named")]
        named: Vec<(u32, std::sync::Arc<str>)>,
    }

    #[test]
    fn every_shape_comes_back_as_it_was_and_takes_little() {
        let all = All {
            sparse: vec![String::new(), "甲".into(), String::new()],
            runs: vec![0, 0, 0, 7, 0, u16::MAX, u16::MAX],
            pairs: BTreeMap::from([((1, 2), 3), ((0, 9), 4)]),
            shared: [1, 2].into(),
            named: vec![(3, "甲厅".into())],
        };
        let json = serde_json::to_string(&all).unwrap();
        assert_eq!(serde_json::from_str::<All>(&json).unwrap(), all);
        let short = r#"{"sparse":[3,[[1,"甲"]]],"runs":[[0,3],[7,1],[0,1],[65535,2]],"#;
        assert!(json.starts_with(short), "{json}");
    }
}
