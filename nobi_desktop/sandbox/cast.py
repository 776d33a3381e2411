"""The cast of the play: names of shops and buyers, and what each kind of shop sells."""

from __future__ import annotations

import random
from dataclasses import dataclass

SHOPS: tuple[tuple[str, str], ...] = (
    ("Thời trang Hà", "fashion"),
    ("Mỹ phẩm Nắng", "beauty"),
    ("Gia dụng Bếp", "kitchen"),
    ("Giày dép Bước Nhỏ", "shoes"),
    ("Phụ kiện Số", "gadgets"),
    ("Ăn vặt Nhà Mây", "food"),
    ("Tiệm Áo Dài Sen", "fashion"),
    ("Thảo mộc An Nhiên", "beauty"),
    ("Bếp Của Mẹ", "kitchen"),
    ("Sneaker Phố Cổ", "shoes"),
    ("Điện tử Minh Tâm", "gadgets"),
    ("Đặc sản Miền Trung", "food"),
    ("Linen Mộc", "fashion"),
    ("Son Môi Đào", "beauty"),
    ("Nhà Gọn Gàng", "kitchen"),
    ("Dép Xinh Sài Gòn", "shoes"),
    ("Ốp Lưng Cá Tính", "gadgets"),
    ("Trà và Bánh Gió", "food"),
    ("Váy Xòe Thu Cúc", "fashion"),
    ("Da Khỏe Mỗi Ngày", "beauty"),
    ("Nồi Niêu Út Hiền", "kitchen"),
    ("Sandal Biển Xanh", "shoes"),
    ("Đèn và Loa Góc Nhỏ", "gadgets"),
    ("Hạt Dinh Dưỡng Bơ", "food"),
    ("Đồ Bộ Mặc Nhà Mai", "fashion"),
    ("Nước Hoa Tinh Khôi", "beauty"),
    ("Chén Đĩa Bát Tràng", "kitchen"),
    ("Giày Tây Quý Ông", "shoes"),
    ("Sạc Nhanh 24h", "gadgets"),
    ("Cà Phê Buôn Mê", "food"),
)

FIRST_BUYERS = (
    "Nguyễn Thảo",
    "Trần Minh Quân",
    "Lê Phương",
    "Đặng Hữu Ước",
    "Phạm Ánh",
    "Vũ Khánh",
)

SURNAMES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ",
    "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Mai", "Trịnh", "Tạ",
)  # fmt: skip
MIDDLE = (
    "Thị", "Văn", "Minh", "Ngọc", "Thanh", "Hữu", "Kim", "Bảo", "Gia", "Thu", "Hồng", "Quốc",
    "Đức", "Xuân", "Phương", "Tuấn", "Khánh", "Diệu",
)  # fmt: skip
GIVEN = (
    "Thảo", "Quân", "Phương", "Ước", "Ánh", "Khánh", "Linh", "Trang", "Hương", "Lan", "Mai", "Hà",
    "My", "Vy", "Nhi", "Ngân", "Yến", "Thư", "Trâm", "Uyên", "Huy", "Nam", "Long", "Dũng", "Hùng",
    "Tuấn", "Kiên", "Phúc", "Đạt", "Thành", "Bình", "Sơn", "Hải", "Tú", "Duy", "Châu", "Giang",
    "Hạnh", "Hiền", "Loan", "Nga", "Oanh", "Quyên", "Tâm", "Thắm", "Tuyết", "Vân", "Xuân", "Dung",
    "Đào", "Hoa", "Nhung", "Thúy", "Trinh", "Tiên", "Lộc", "Khoa",
)  # fmt: skip
NICKNAMES = (
    "Mẹ Bắp",
    "mèo lười 🐱",
    "Bống Bang",
    "user82910{n}",
    "Cô Ba Bến Tre",
    "thảo.nguyên.{n}",
    "Nhà có 2 nhóc",
    "linhh {n} ✨",
    "quân_dz{n}",
    "Hạt Mít",
    "Sữa Chua Nếp Cẩm",
    "Gấu Trúc {n}",
)


@dataclass(frozen=True)
class Template:
    """One thing that a kind of shop sells."""

    title: str
    short: str
    price: int
    shape: str
    first: tuple[str, tuple[str, ...]]
    second: tuple[str, tuple[str, ...]] | None = None


_COLOURS = ("Màu sắc", ("Đen", "Trắng", "Be", "Hồng"))
_SIZES = ("Kích cỡ", ("S", "M", "L", "XL"))
_FEET = ("Kích cỡ", ("36", "37", "38", "39", "40"))

CATALOGUE: dict[str, tuple[Template, ...]] = {
    "fashion": (
        Template("Áo thun cotton form rộng unisex", "áo thun", 119000, "shirt", _COLOURS, _SIZES),
        Template("Đầm hoa nhí dáng dài vintage", "đầm hoa nhí", 259000, "dress", _COLOURS, _SIZES),
        Template("Quần jean ống rộng lưng cao", "quần jean", 289000, "trousers", _COLOURS, _SIZES),
        Template("Áo sơ mi lụa tay phồng", "áo sơ mi", 199000, "shirt", _COLOURS, _SIZES),
        Template("Chân váy xếp ly dáng ngắn", "chân váy", 165000, "dress", _COLOURS, _SIZES),
        Template("Áo khoác gió hai lớp chống nước", "áo khoác", 329000, "shirt", _COLOURS, _SIZES),
        Template("Đồ bộ mặc nhà lụa mát", "đồ bộ", 149000, "shirt", _COLOURS, _SIZES),
        Template("Áo len cổ lọ ôm dáng", "áo len", 179000, "shirt", _COLOURS, _SIZES),
        Template("Quần short kaki nam nữ", "quần short", 129000, "trousers", _COLOURS, _SIZES),
        Template("Túi tote vải canvas in chữ", "túi tote", 79000, "bag", _COLOURS),
        Template("Đầm maxi đi biển hai dây", "đầm maxi", 239000, "dress", _COLOURS, _SIZES),
        Template("Áo croptop gân tăm", "áo croptop", 89000, "shirt", _COLOURS, _SIZES),
    ),
    "beauty": (
        Template(
            "Kem chống nắng nâng tông SPF50+ PA++++",
            "kem chống nắng",
            189000,
            "tube",
            ("Dung tích", ("30ml", "50ml")),
        ),
        Template(
            "Son tint bóng lâu trôi",
            "son tint",
            139000,
            "lipstick",
            ("Màu sắc", ("01 Đỏ gạch", "02 Hồng đất", "03 Cam cháy", "04 Mận chín")),
        ),
        Template(
            "Sữa rửa mặt tạo bọt dịu nhẹ",
            "sữa rửa mặt",
            99000,
            "tube",
            ("Dung tích", ("100ml", "200ml")),
        ),
        Template(
            "Serum vitamin C sáng da", "serum", 229000, "bottle", ("Dung tích", ("15ml", "30ml"))
        ),
        Template(
            "Nước tẩy trang rau má",
            "nước tẩy trang",
            159000,
            "bottle",
            ("Dung tích", ("250ml", "500ml")),
        ),
        Template("Mặt nạ giấy cấp ẩm", "mặt nạ", 75000, "box", ("Số lượng", ("Hộp 5", "Hộp 10"))),
        Template(
            "Toner hoa cúc không cồn", "toner", 145000, "bottle", ("Dung tích", ("150ml", "300ml"))
        ),
        Template(
            "Phấn phủ kiềm dầu",
            "phấn phủ",
            125000,
            "box",
            ("Tông", ("Tự nhiên", "Sáng", "Không màu")),
        ),
        Template(
            "Kẻ mắt nước chống thấm", "kẻ mắt", 69000, "lipstick", ("Màu sắc", ("Đen", "Nâu"))
        ),
        Template("Kem dưỡng ẩm ban đêm", "kem dưỡng", 215000, "jar", ("Dung tích", ("30g", "50g"))),
        Template(
            "Dầu gội bưởi giảm rụng tóc",
            "dầu gội",
            119000,
            "bottle",
            ("Dung tích", ("300ml", "500ml")),
        ),
        Template(
            "Xịt thơm body hương hoa",
            "xịt thơm",
            95000,
            "bottle",
            ("Mùi", ("Hoa nhài", "Hoa hồng", "Đào")),
        ),
    ),
    "kitchen": (
        Template(
            "Nồi chiên không dầu 5 lít", "nồi chiên", 890000, "pot", ("Màu sắc", ("Đen", "Trắng"))
        ),
        Template(
            "Chảo chống dính vân đá",
            "chảo chống dính",
            229000,
            "pan",
            ("Đường kính", ("24cm", "28cm", "30cm")),
        ),
        Template("Bộ dao nhà bếp 6 món", "bộ dao", 249000, "box", ("Màu sắc", ("Đen", "Kem"))),
        Template(
            "Hộp cơm giữ nhiệt inox", "hộp cơm", 189000, "jar", ("Số tầng", ("2 tầng", "3 tầng"))
        ),
        Template(
            "Máy xay sinh tố mini sạc điện",
            "máy xay",
            279000,
            "bottle",
            ("Màu sắc", ("Hồng", "Xanh", "Trắng")),
        ),
        Template(
            "Bình giữ nhiệt inox 304",
            "bình giữ nhiệt",
            169000,
            "bottle",
            ("Dung tích", ("500ml", "750ml", "1L")),
        ),
        Template("Thớt gỗ teak liền khối", "thớt gỗ", 159000, "box", ("Kích cỡ", ("Nhỏ", "Lớn"))),
        Template(
            "Bộ nồi inox 3 món đáy từ", "bộ nồi", 649000, "pot", ("Màu sắc", ("Bạc", "Vàng đồng"))
        ),
        Template(
            "Ấm siêu tốc 1.8 lít", "ấm siêu tốc", 199000, "pot", ("Màu sắc", ("Trắng", "Đen"))
        ),
        Template(
            "Kệ gia vị 3 tầng thép không gỉ",
            "kệ gia vị",
            139000,
            "box",
            ("Màu sắc", ("Đen", "Trắng")),
        ),
        Template(
            "Bộ hộp đựng thực phẩm có nắp",
            "hộp thực phẩm",
            119000,
            "jar",
            ("Số lượng", ("Bộ 3", "Bộ 5")),
        ),
        Template(
            "Cân điện tử nhà bếp 5kg", "cân bếp", 99000, "box", ("Màu sắc", ("Trắng", "Hồng"))
        ),
    ),
    "shoes": (
        Template("Giày sneaker đế bằng", "giày sneaker", 259000, "shoe", _COLOURS, _FEET),
        Template("Dép quai ngang đế êm", "dép quai ngang", 89000, "shoe", _COLOURS, _FEET),
        Template("Sandal quai mảnh", "sandal", 179000, "shoe", _COLOURS, _FEET),
        Template("Giày cao gót 7cm", "giày cao gót", 239000, "shoe", _COLOURS, _FEET),
        Template("Giày búp bê mũi tròn", "giày búp bê", 159000, "shoe", _COLOURS, _FEET),
        Template("Dép bông đi trong nhà", "dép bông", 69000, "shoe", _COLOURS, _FEET),
        Template("Giày chạy bộ siêu nhẹ", "giày chạy bộ", 349000, "shoe", _COLOURS, _FEET),
        Template("Boot cổ thấp", "boot", 389000, "shoe", _COLOURS, _FEET),
    ),
    "gadgets": (
        Template(
            "Tai nghe bluetooth chống ồn",
            "tai nghe",
            299000,
            "box",
            ("Màu sắc", ("Đen", "Trắng")),
        ),
        Template(
            "Sạc dự phòng 20000mAh", "sạc dự phòng", 259000, "box", ("Màu sắc", ("Đen", "Trắng"))
        ),
        Template(
            "Ốp lưng trong suốt chống sốc",
            "ốp lưng",
            49000,
            "box",
            ("Dòng máy", ("13", "14", "15", "16")),
        ),
        Template(
            "Đèn bàn LED kẹp", "đèn bàn", 129000, "jar", ("Màu sắc", ("Trắng", "Hồng", "Xanh"))
        ),
        Template("Loa bluetooth mini", "loa mini", 189000, "jar", ("Màu sắc", ("Đen", "Đỏ"))),
        Template("Giá đỡ điện thoại gập gọn", "giá đỡ", 59000, "box", ("Màu sắc", ("Bạc", "Đen"))),
        Template("Cáp sạc nhanh 60W", "cáp sạc", 79000, "tube", ("Chiều dài", ("1m", "2m"))),
        Template(
            "Quạt cầm tay tích điện", "quạt cầm tay", 109000, "jar", ("Màu sắc", ("Hồng", "Xanh"))
        ),
    ),
    "food": (
        Template(
            "Bánh tráng trộn đủ vị",
            "bánh tráng trộn",
            39000,
            "bag",
            ("Loại", ("Gói lẻ", "Combo 5")),
        ),
        Template("Khô gà lá chanh", "khô gà", 65000, "jar", ("Khối lượng", ("250g", "500g"))),
        Template(
            "Hạt điều rang muối", "hạt điều", 129000, "jar", ("Khối lượng", ("250g", "500g", "1kg"))
        ),
        Template("Trà sữa pha sẵn", "trà sữa", 89000, "bag", ("Vị", ("Truyền thống", "Matcha"))),
        Template(
            "Cà phê rang xay nguyên chất", "cà phê", 119000, "bag", ("Khối lượng", ("250g", "500g"))
        ),
        Template("Mít sấy giòn", "mít sấy", 55000, "bag", ("Khối lượng", ("200g", "400g"))),
        Template("Kẹo dừa Bến Tre", "kẹo dừa", 45000, "box", ("Vị", ("Sầu riêng", "Lá dứa"))),
        Template(
            "Mật ong hoa cà phê", "mật ong", 159000, "bottle", ("Dung tích", ("350ml", "700ml"))
        ),
    ),
}


def shop_name(number: int) -> tuple[str, str]:
    """Name and kind of the shop with this number, counted from zero."""
    name, kind = SHOPS[number % len(SHOPS)]
    around = number // len(SHOPS)
    return (name if not around else f"{name} {around + 1}"), kind


def buyer_name(rng: random.Random, number: int | None = None) -> str:
    """A believable buyer; the first few of a shop are always the same people."""
    if number is not None and number < len(FIRST_BUYERS):
        return FIRST_BUYERS[number]
    kind = rng.random()
    if kind < 0.12:
        return rng.choice(NICKNAMES).format(n=rng.randint(1, 99))
    if kind < 0.45:
        return f"{rng.choice(SURNAMES)} {rng.choice(GIVEN)}"
    return f"{rng.choice(SURNAMES)} {rng.choice(MIDDLE)} {rng.choice(GIVEN)}"
