"""What a bank offers, drawn large: one file a motif. A new one needs its file, its line here and its words."""

from prompt_builder.scene import Thing

from . import cashback, chart, documents, phone, piggy_bank, shield, storefront, wallet
from .motif import Motif

__all__ = ["MOTIFS", "Motif"]

MOTIFS: dict[Thing, Motif] = {
    "piggy bank": piggy_bank.MOTIF,
    "banking app": phone.MOTIF,
    "growth chart": chart.MOTIF,
    "shield": shield.MOTIF,
    "wallet": wallet.MOTIF,
    "documents": documents.MOTIF,
    "cashback": cashback.MOTIF,
    "storefront": storefront.MOTIF,
}
