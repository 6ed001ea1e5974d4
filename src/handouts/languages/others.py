"""Languages of which little is known: the region that is meant, and whether they are written in kanji or the like."""

from handouts.languages.record import Language

LANGUAGES = {
    "es": Language(region="es-ES"),
    "fr": Language(region="fr-FR"),
    "it": Language(region="it-IT"),
    "ja": Language(region="ja-JP", east_asian=True),
    "ko": Language(region="ko-KR", east_asian=True),
    "zh": Language(region="zh-CN", east_asian=True),
}
