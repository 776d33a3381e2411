"""The lines of the play: what buyers ask, what shops answer, and what the platform says."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple


class Turn(NamedTuple):
    """One line: B buyer, S seller's agent, A shop's automatic answer, R robot, N platform."""

    who: str
    kind: str
    text: str = ""


B, S = "B", "S"


def _talk(*lines: str) -> tuple[Turn, ...]:
    turns = []
    for line in lines:
        who, _, text = line.partition("|")
        if text.startswith("<"):
            kind, _, rest = text[1:].partition(">")
            turns.append(Turn(who, kind, rest))
        else:
            turns.append(Turn(who, "TEXT", text))
    return tuple(turns)


OPENINGS: tuple[tuple[Turn, ...], ...] = (
    _talk("N|<BUYER_ENTER_FROM_PRODUCT>", "B|Shop ơi {item} này còn hàng không ạ?"),
    _talk("B|Chào shop ạ 👋"),
    _talk("B|Shop ơi cho mình hỏi chút với ạ"),
    _talk("N|<BUYER_ENTER_FROM_ORDER>", "B|Shop ơi mình hỏi về đơn này ạ"),
    _talk("B|<PRODUCT_CARD>", "B|Mẫu này còn không shop?"),
    _talk("B|Hello shop", "A|Xin chào! Shop sẽ trả lời bạn trong ít phút ạ 💛"),
)

BEATS: dict[str, tuple[tuple[Turn, ...], ...]] = {
    "any": (
        _talk(
            "B|{item} còn hàng không shop ơi?",
            "S|Dạ còn ạ, mẫu này bên em còn {stock} cái ạ 🎉",
            "B|Vậy mình đặt luôn nha",
            "S|Dạ vâng, chị đặt giúp em trên sàn nhé ❤️",
        ),
        _talk(
            "B|Phí ship về Đà Nẵng bao nhiêu vậy shop?",
            "S|Dạ tầm 15–25k tùy mã giảm ạ, đơn từ 99k có mã freeship đó chị",
            "B|Ok để mình lấy mã",
        ),
        _talk(
            "B|Mình đặt hôm qua mà chưa thấy giao ạ 😢",
            "B|<ORDER_CARD>",
            "S|Dạ đơn của mình bên em đã gói xong, chiều nay bưu tá qua lấy ạ",
            "R|<LOGISTICS_CARD>",
            "B|Dạ em cảm ơn shop",
        ),
        _talk(
            "B|Shop có giảm giá nếu mua 2 không ạ?",
            "S|<COUPON_CARD>",
            "S|Dạ em gửi mã giảm riêng cho mình nhé, hạn đến hết tuần ạ",
            "B|<EMOTICONS>",
            "B|Tuyệt vời luôn 😍",
        ),
        _talk(
            "B|Shop ơi mình nhận hàng rồi nhưng bị lỗi nè",
            "B|<IMAGE>",
            "B|<VIDEO>",
            "S|Dạ em xin lỗi mình nhiều ạ 🙏 Mình muốn đổi mới hay hoàn tiền ạ?",
            "B|Cho mình đổi cái mới nha shop",
            "S|<RETURN_REFUND_CARD>",
            "S|Dạ em tạo yêu cầu rồi, mình bấm xác nhận giúp em nhé",
            "B|Vâng ạ",
        ),
        _talk(
            "B|Giao trong giờ hành chính giúp mình được không?",
            "S|Dạ được ạ, em ghi chú cho đơn vị vận chuyển rồi nhé 📝",
            "B|Cảm ơn shop 🥰",
        ),
        _talk(
            "B|Cho mình xem hình thật với ạ",
            "S|<IMAGE>",
            "S|Dạ hình shop tự chụp đó chị, không chỉnh màu ạ 📷",
            "B|Đẹp quá, đúng mẫu mình tìm 😍",
        ),
        _talk(
            "B|Mình muốn đổi địa chỉ nhận hàng thì làm sao ạ?",
            "S|Dạ mình vào đơn hàng, bấm Sửa địa chỉ trước khi shop giao cho bưu tá ạ",
            "B|À mình thấy rồi, cảm ơn shop",
        ),
        _talk(
            "N|<ALLOCATED_SERVICE>",
            "B|Có ai ở đó không ạ?",
            "S|Dạ em đây ạ, mình cần hỗ trợ gì ạ?",
            "B|Giá {item} hôm nay là {price} đúng không?",
            "S|Dạ đúng rồi ạ, giá {price} đến 0h đêm nay thôi ạ ⏰",
        ),
        _talk(
            "B|Shop ơi hủy đơn giúp mình với, mình đặt nhầm",
            "S|Dạ mình bấm Hủy đơn, chọn lý do Đặt nhầm rồi em duyệt ngay ạ",
            "B|Mình bấm rồi đó ạ",
            "S|Dạ em duyệt rồi nhé, tiền hoàn về trong 24h ạ",
        ),
        _talk(
            "R|<NOTIFICATION>shipped",
            "R|<LOGISTICS_CARD>",
            "R|<NOTIFICATION>on_the_way",
            "R|<NOTIFICATION>delivered",
            "R|<RATING>",
        ),
        _talk(
            "B|Cái này giặt/rửa máy được không shop?",
            "S|Dạ được ạ, nhưng mình nên để chế độ nhẹ cho bền nha",
        ),
        _talk("B|<OTHER>", "S|Dạ tin này bên em chưa xem được, mình gửi lại bằng chữ nhé ạ"),
        _talk(
            "N|<BUYER_ENTER_FROM_TRANSFER>", "S|Dạ em là nhân viên mới tiếp nhận, em đọc lại rồi ạ"
        ),
    ),
    "fashion": (
        _talk(
            "B|Mình cao 1m58 nặng 50kg thì mặc size nào vừa ạ?",
            "S|Dạ mình mặc size M là đẹp ạ, thích rộng thì lấy L nha",
            "B|Chất có dày không shop?",
            "S|Dạ vải dày vừa, không lộ ạ 👌",
        ),
        _talk(
            "B|Shop ơi {item} này còn size L không ạ?",
            "S|Dạ còn size L ạ 🎉",
            "B|Màu đen còn không ạ? Mình thích màu đen hơn",
            "S|Dạ màu đen còn 3 cái cuối thôi ạ",
        ),
        _talk("B|Vải có bị xù lông không shop 🤔", "S|Dạ không ạ, bên em bảo hành 30 ngày luôn ạ"),
    ),
    "beauty": (
        _talk(
            "B|Da dầu mụn dùng {item} được không ạ?",
            "S|Dạ được ạ, thành phần dịu nhẹ không cồn ạ 🌿",
            "B|Hạn sử dụng đến khi nào vậy shop?",
            "S|Dạ lô mới về, hạn còn 2 năm ạ",
        ),
        _talk("B|Bà bầu dùng được không shop?", "S|Dạ mình nên hỏi bác sĩ trước giúp em ạ 🙏"),
    ),
    "kitchen": (
        _talk(
            "B|{item} dùng được bếp từ không shop?",
            "S|Dạ dùng được cả bếp từ và bếp gas ạ",
            "B|Bảo hành bao lâu ạ?",
            "S|Dạ 12 tháng, lỗi 1 đổi 1 trong 30 ngày ạ",
        ),
        _talk("B|Có sẵn phích cắm Việt Nam không ạ?", "S|Dạ có ạ, cắm dùng luôn 🔌"),
    ),
    "shoes": (
        _talk(
            "B|Chân mình 24cm thì đi size bao nhiêu ạ?",
            "S|Dạ 24cm mình lấy size 38 ạ",
            "B|Đi có đau chân không shop 😅",
            "S|Dạ đế êm lắm ạ, đi cả ngày không đau đâu",
        ),
    ),
    "gadgets": (
        _talk(
            "B|{item} bảo hành mấy tháng vậy shop?",
            "S|Dạ 12 tháng ạ, lỗi đổi mới luôn ạ ⚡",
            "B|Ok shop",
        ),
    ),
    "food": (
        _talk(
            "B|Hạn dùng của {item} là bao lâu ạ?",
            "S|Dạ 6 tháng từ ngày sản xuất ạ, hàng mới ra lò luôn 😋",
            "B|Cho mình đặt 5 gói nha",
        ),
    ),
}

QUESTIONS: tuple[str, ...] = (
    "Shop ơi {item} này còn size L không ạ?",
    "{item} còn hàng không shop?",
    "Giá {item} bao nhiêu vậy ạ? 🤔",
    "Ship về Cần Thơ mấy ngày tới ạ?",
    "Mình muốn đổi sang màu đen được không shop?",
    "Shop có mã giảm giá không ạ 😁",
    "Bao giờ có hàng lại vậy shop?",
    "Alo shop ơi",
    "Đơn của mình đi tới đâu rồi ạ? 📦",
    "Mình đặt 2 cái có được freeship không?",
    "Mình nhận thiếu hàng rồi shop ơi 😭",
    "Sao lâu quá chưa giao vậy shop 😤",
    "Cho mình xin bảng size với",
    "Có xuất hóa đơn không ạ?",
    "Mua làm quà thì shop gói giúp mình được không ạ? 🎁",
    "Shop rep mình với ạ 🥺",
)

RUSH = (
    "Shop ơi deal 12h còn không ạ?",
    "Mã giảm 12h hết rồi hả shop 😭",
    "Mình bấm thanh toán mà báo lỗi ạ",
    "Còn {item} giá sale không shop?",
    "Chốt đơn rồi nha shop 🛒",
)

REPLIES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("xin loi", "thong cam", "sorry"),
        ("Dạ không sao ạ, shop xử lý giúp mình là được", "Mong lần sau shop kiểm tra kỹ hơn ạ"),
    ),
    (
        ("het hang", "het size", "khong con", "tam het"),
        ("Tiếc quá 😢 khi nào có hàng lại vậy shop?", "Vậy còn màu khác không ạ?"),
    ),
    (
        ("size", "kich co", "can nang", "chieu cao"),
        ("Vậy mình lấy size đó nha shop", "Mình cao 1m60 nặng 52kg thì vừa không ạ?"),
    ),
    (
        ("doi tra", "hoan tien", "hoan hang", "doi moi", "bao hanh"),
        ("Dạ vậy mình yên tâm rồi ạ 👍", "Phí đổi ai chịu vậy shop?"),
    ),
    (
        ("ship", "giao", "van chuyen", "buu ta", "freeship"),
        ("Dạ giao nhanh giúp mình nha 🙏", "Vậy khoảng mấy ngày tới nơi ạ?"),
    ),
    (
        ("ma giam", "voucher", "coupon", "khuyen mai", "sale"),
        ("Xịn quá, mình lấy mã rồi nha 😍", "Mã dùng tới khi nào vậy shop?"),
    ),
    (
        ("gia ", "000", "k a", "bao nhieu", "dong"),
        ("Giá ổn áp, mình chốt nha shop 🛒", "Có bớt chút nào không shop ơi 😁"),
    ),
    (
        ("con hang", "con a", "con size", "da con", "con nhe", "san hang"),
        ("Dạ ok shop, để mình đặt ❤️", "Còn màu đen không ạ?"),
    ),
    (
        ("cam on", "cam on minh", "cam on ban", "cam on chi"),
        ("Dạ không có gì ạ 🥰", "Cảm ơn shop nhiều ạ ❤️"),
    ),
    (
        ("dia chi", "so dien thoai", "ten nguoi nhan"),
        ("Dạ mình ở quận 7, TP.HCM ạ", "Địa chỉ như trong đơn luôn shop nhé"),
    ),
    (
        ("xin chao", "chao ban", "chao chi", "chao anh", "em day", "da em"),
        ("Dạ chào shop ạ, mình hỏi chút về {item}", "Shop tư vấn giúp mình {item} với ạ"),
    ),
)
REPLY_TO_IMAGE = (
    "Đẹp quá shop ơi 😍",
    "Hình rõ ghê, mình ưng rồi nha",
    "Màu ngoài đời giống vậy hả shop?",
)
REPLY_TO_CARD = ("Để mình xem rồi đặt nha", "Dạ mình thấy rồi ạ 👍", "Mẫu này xinh quá 😍")
REPLY_ANYTHING = (
    "Dạ vâng ạ",
    "Ok shop nha 👌",
    "Dạ mình hiểu rồi ạ",
    "Vậy hả shop",
    "Dạ để mình suy nghĩ thêm ạ",
)
GOODBYES = ("Cảm ơn shop nhiều ạ ❤️", "Dạ ok shop, cảm ơn nhé 🥰", "Mình đặt rồi đó ạ, cảm ơn shop!")

PHRASES: dict[str, tuple[str, str]] = {
    "agent_joined": ("CSKH đã tham gia cuộc trò chuyện", "An agent joined the conversation"),
    "transfer": (
        "Cuộc trò chuyện đã được chuyển cho nhân viên khác",
        "The conversation was handed to another agent",
    ),
    "shipped": (
        "Đơn hàng đã được bàn giao cho đơn vị vận chuyển",
        "The order was handed to the carrier",
    ),
    "on_the_way": ("Đơn hàng đang trên đường giao đến bạn", "The order is on its way"),
    "out_for_delivery": ("Bưu tá đang giao hàng", "The courier is out for delivery"),
    "delivered": ("Đơn hàng đã được giao thành công", "The order was delivered"),
    "payment": ("Người bán đã nhận được thanh toán", "The payment was received"),
    "packed": ("Người bán đang chuẩn bị hàng", "The seller is preparing the package"),
    "rating": (
        "Bạn hài lòng với dịch vụ chứ? Hãy đánh giá cuộc trò chuyện này",
        "Were you satisfied? Please rate this conversation",
    ),
    "other": (
        "[Loại tin nhắn này chưa được hỗ trợ]",
        "[This kind of message is not supported]",
    ),
    "closed": (
        "Cuộc trò chuyện đã tự đóng sau 6 giờ không có phản hồi",
        "The conversation was closed after 6 hours without a reply",
    ),
}
ROBOT_PHRASES = ("payment", "packed", "shipped", "on_the_way", "out_for_delivery", "delivered")

LOCALES: dict[str, str] = {
    "en": "Please check this message in Seller Center.",
    "en-GB": "Please check this message in Seller Centre.",
    "vi-VN": "Vui lòng kiểm tra tin nhắn này trong Trung tâm Nhà bán hàng.",
    "de-DE": "Bitte sieh dir diese Nachricht im Seller Center an.",
    "es-ES": "Consulta este mensaje en Seller Center.",
    "es-MX": "Revisa este mensaje en Seller Center.",
    "fr-FR": "Veuillez consulter ce message dans le Seller Center.",
    "id-ID": "Silakan periksa pesan ini di Seller Center.",
    "it-IT": "Controlla questo messaggio nel Seller Center.",
    "ja-JP": "このメッセージはSeller Centerで確認してください。",
    "ms-MY": "Sila semak mesej ini di Pusat Penjual.",
    "th-TH": "โปรดตรวจสอบข้อความนี้ในศูนย์ผู้ขาย",
    "pt-BR": "Confira esta mensagem na Central do Vendedor.",
    "zh-CN": "请在商家中心查看此消息。",
}


def phrase(key: str, locale: str) -> str:
    """A sentence of the platform in the language asked for."""
    vietnamese, english = PHRASES[key]
    return vietnamese if locale.startswith("vi") else english


def folded(text: str) -> str:
    """Lower case without Vietnamese marks, for finding keywords."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.sub(r"[\u0300-\u036f]", "", plain)
