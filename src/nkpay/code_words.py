"""What codes of the data are called where they are read."""

from __future__ import annotations

from typing import Final

#: What a payment system is used for.
FUNCTIONS: Final = {
    "merchant_payment": "pay in shops",
    "qr_payment": "pay by QR code",
    "p2p_transfer": "send to a person",
    "wallet_transfer": "move money to another wallet",
    "topup": "load money",
    "cash_withdrawal": "draw cash",
    "fx_exchange": "change currency",
    "bills": "pay bills",
    "airtime_topup": "load phone credit",
    "transit": "pay bus and metro",
    "taxi": "pay taxis",
    "toll": "pay road toll",
    "tickets": "buy tickets",
    "shopping": "buy online",
    "delivery": "have goods delivered",
    "grain_voucher": "buy grain by voucher",
    "lottery": "buy lottery tickets",
    "credit": "buy on credit",
    "wage_payment": "receive wages",
    "remittance": "send or receive remittances",
    "account_link": "link an account or card",
    "balance_query": "see the balance",
    "fuel": "buy fuel",
    "library": "use a library",
    "mineral_water": "fetch mineral water",
}

#: Means of payment of the scorecard: those in North Korea, and those for comparison.
MEANS_HERE: Final = {
    "cash": "cash",
    "narae-card": "Narae card",
    "won-card": "won card",
    "wallet-or-code": "wallet or QR",
    "bank-transfer": "bank transfer",
}
MEANS_ELSEWHERE: Final = {
    "cash-as-such": "cash as such",
    "cards-as-such": "cards as such",
    "tourbillon": "Tourbillon test",
    "digital-yuan": "digital yuan",
    "digital-rouble": "digital rouble",
    "digital-euro": "digital euro plan",
    "myanmar-wallets": "Myanmar wallets",
}

#: Question of the scorecard -> what an answer to it says.
ANSWERS: Final = {
    "identity": {
        "yes": "users must show who they are",
        "no": "users need not show who they are",
    },
    "seller": {
        "yes": "the seller learns who pays",
        "no": "the seller does not learn who pays",
    },
    "bank": {
        "yes": "the bank or operator learns who pays",
        "no": "the bank or operator does not learn who pays",
    },
    "state": {
        "yes": "the state or its central bank learns who pays",
        "no": "neither the state nor its central bank learns who pays",
    },
    "payee": {
        "yes": "the bank or the state learns who is paid",
        "no": "neither the bank nor the state learns who is paid",
    },
    "sum": {
        "yes": "the state sees sums or goods",
        "no": "the state sees neither sums nor goods",
    },
}

#: Sanctions lists, as a sentence names them and as a list of lists does.
LISTS: Final = {
    "us-ofac-sdn": "list of Specially Designated Nationals of the United States",
    "un-1718": "list of the United Nations under resolution 1718",
    "eu": "financial sanctions list of the European Union",
    "uk": "sanctions list of the United Kingdom",
    "australia": "consolidated sanctions list of Australia",
    "japan": "asset freeze list of Japan",
    "japan-end-users": "Foreign End User List of Japan, an export control",
    "south-korea": "sanctions list of South Korea",
}
LISTS_BY_HOUSE: Final = {
    "us-ofac-sdn": "United States, Specially Designated Nationals",
    "un-1718": "United Nations, resolution 1718",
    "eu": "European Union, financial sanctions",
    "uk": "United Kingdom, sanctions list",
    "australia": "Australia, consolidated list",
    "japan": "Japan, asset freeze",
    "japan-end-users": "Japan, Foreign End User List (export control)",
    "south-korea": "South Korea, sanctions list",
}
#: What the status of a name on such a list means.
STATUS: Final = {
    "listed": "was found on",
    "not-found": "was not found on",
    "delisted": "was taken off",
}
