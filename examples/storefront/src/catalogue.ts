import type { FrameShape, Paint } from "./eyewear.js";

export type Face = "tron" | "vuong" | "trai-xoan" | "trai-tim";
export type Occasion = "lam-viec" | "dao-pho" | "ngoai-nang";
export type Taste = "toi-gian" | "co-dien" | "noi-bat";

/** A colour a frame comes in. */
export interface Colour extends Paint {
  readonly id: string;
  readonly name: string;
}

/** A frame the shop sells. */
export interface Frame {
  readonly id: string;
  readonly name: string;
  readonly kind: "gong-kinh" | "kinh-ram";
  readonly shape: FrameShape;
  /** Price in đồng. */
  readonly price: number;
  readonly tagline: string;
  readonly description: string;
  /** Lens width, bridge width and temple length in millimetres. */
  readonly size: string;
  readonly material: string;
  /** Background of its pictures, a class of shop.css. */
  readonly tile: "butter" | "mint" | "blush" | "sky" | "lilac";
  readonly colours: readonly [Colour, ...Colour[]];
  readonly suits: { readonly faces: readonly Face[]; readonly occasions: readonly Occasion[]; readonly tastes: readonly Taste[] };
}

const clear = (id: string, name: string, rim: string, spots?: string): Colour => ({
  id,
  name,
  rim,
  ...(spots === undefined ? {} : { spots }),
  lens: "#cfe3ea",
  tint: 0.28,
});
const dark = (id: string, name: string, rim: string, lens: string, spots?: string): Colour => ({
  ...clear(id, name, rim, spots),
  lens,
  tint: 0.86,
});

const BLACK = clear("den", "Đen mực", "#23222a");
const TORTOISE = clear("doi-moi", "Đồi mồi", "#b8722c", "#4a2512");
const GOLD = clear("vang", "Vàng mờ", "#b08a3e");

export const FRAMES: readonly Frame[] = [
  {
    id: "may",
    name: "Mây",
    kind: "gong-kinh",
    shape: "round",
    price: 1_290_000,
    tagline: "Tròn, nhẹ, dễ thương mà không trẻ con",
    description:
      "Vành tròn mảnh vừa đủ để gương mặt mềm đi một chút. Mây nặng 19 gram, đeo từ sáng đến tối vẫn quên là mình đang đeo kính.",
    size: "47-21-145 mm",
    material: "Nhựa acetate",
    tile: "sky",
    colours: [TORTOISE, BLACK, clear("xanh-reu", "Xanh rêu", "#3f5f4a")],
    suits: { faces: ["vuong", "trai-tim"], occasions: ["lam-viec", "dao-pho"], tastes: ["toi-gian", "co-dien"] },
  },
  {
    id: "pho",
    name: "Phố",
    kind: "gong-kinh",
    shape: "square",
    price: 1_450_000,
    tagline: "Vuông vức cho những ngày nhiều cuộc họp",
    description: "Đường viền dày và góc bo nhẹ làm nét mặt rõ hơn. Phố hợp với áo sơ mi, với áo thun, và với cả cuộc họp bị dời ba lần.",
    size: "50-19-145 mm",
    material: "Nhựa acetate",
    tile: "butter",
    colours: [BLACK, TORTOISE, clear("xanh-dem", "Xanh đêm", "#27406b")],
    suits: { faces: ["tron", "trai-xoan"], occasions: ["lam-viec"], tastes: ["toi-gian", "noi-bat"] },
  },
  {
    id: "meo-mun",
    name: "Mèo Mun",
    kind: "gong-kinh",
    shape: "catEye",
    price: 1_590_000,
    tagline: "Đuôi mắt xếch nhẹ, nhìn là nhớ",
    description: "Dáng mắt mèo nâng đuôi mắt lên đúng một nhịp. Mặt trong phủ màu nhạt hơn để gọng không lấn nụ cười của bạn.",
    size: "51-18-140 mm",
    material: "Nhựa acetate",
    tile: "blush",
    colours: [clear("man", "Mận chín", "#7a2345"), BLACK, clear("hong-dat", "Hồng đất", "#c9877a")],
    suits: { faces: ["tron", "vuong"], occasions: ["dao-pho", "lam-viec"], tastes: ["noi-bat", "co-dien"] },
  },
  {
    id: "to-ong",
    name: "Tổ Ong",
    kind: "gong-kinh",
    shape: "hexagon",
    price: 1_690_000,
    tagline: "Sáu cạnh kim loại, gọn và khác",
    description: "Không tròn, không vuông: sáu cạnh mảnh bằng thép không gỉ, đệm mũi silicon chỉnh được theo sống mũi người Việt.",
    size: "49-20-145 mm",
    material: "Thép không gỉ",
    tile: "mint",
    colours: [GOLD, clear("bac", "Bạc", "#8b929c"), clear("den-mo", "Đen mờ", "#34343c")],
    suits: { faces: ["tron", "trai-xoan", "trai-tim"], occasions: ["dao-pho", "lam-viec"], tastes: ["toi-gian", "noi-bat"] },
  },
  {
    id: "hat-de",
    name: "Hạt Dẻ",
    kind: "gong-kinh",
    shape: "oval",
    price: 1_190_000,
    tagline: "Bầu dục cổ điển như ảnh cưới của bà",
    description: "Dáng bầu dục quay lại từ những năm 60, nhẹ hơn và bền hơn. Chiếc gọng cho người thích đồ cũ nhưng ngại bảo trì.",
    size: "48-20-140 mm",
    material: "Nhựa acetate",
    tile: "lilac",
    colours: [clear("nau", "Nâu hạt dẻ", "#6d4127"), TORTOISE, clear("sua", "Trắng sữa", "#d8cbb8")],
    suits: { faces: ["vuong", "trai-tim"], occasions: ["lam-viec", "dao-pho"], tastes: ["co-dien"] },
  },
  {
    id: "giao-su",
    name: "Giáo Sư",
    kind: "gong-kinh",
    shape: "browline",
    price: 1_790_000,
    tagline: "Đậm trên, mảnh dưới, đọc sách là phải",
    description: "Nửa trên acetate, nửa dưới kim loại mảnh. Giáo Sư làm đôi mày rõ hơn và làm giá sách sau lưng bạn trông có lý do.",
    size: "50-20-145 mm",
    material: "Acetate và kim loại",
    tile: "mint",
    colours: [BLACK, TORTOISE],
    suits: { faces: ["trai-xoan", "trai-tim", "tron"], occasions: ["lam-viec"], tastes: ["co-dien", "noi-bat"] },
  },
  {
    id: "thuoc-ke",
    name: "Thước Kẻ",
    kind: "gong-kinh",
    shape: "narrow",
    price: 990_000,
    tagline: "Mỏng, thẳng, không thừa chi tiết nào",
    description: "Chữ nhật mảnh cho người muốn kính làm việc của kính. Bản lề lò xo, gập mở mười nghìn lần vẫn êm.",
    size: "52-17-145 mm",
    material: "Nhựa TR90",
    tile: "sky",
    colours: [clear("xanh-dem", "Xanh đêm", "#27406b"), BLACK, clear("do-gach", "Đỏ gạch", "#a5432d")],
    suits: { faces: ["tron", "trai-xoan"], occasions: ["lam-viec"], tastes: ["toi-gian"] },
  },
  {
    id: "nang",
    name: "Nắng",
    kind: "kinh-ram",
    shape: "oversized",
    price: 1_890_000,
    tagline: "Kính râm bản lớn, chống UV400",
    description: "Che nắng từ chân mày đến gò má, tròng phân cực cắt lóa mặt đường và mặt biển. Nắng là mẫu bán nhiều nhất mỗi mùa hè.",
    size: "57-17-145 mm",
    material: "Acetate, tròng phân cực",
    tile: "butter",
    colours: [
      dark("doi-moi", "Đồi mồi, tròng trà", "#b8722c", "#6b3f1f", "#4a2512"),
      dark("den", "Đen, tròng khói", "#23222a", "#2c3038"),
      dark("kem", "Kem, tròng xanh rêu", "#d9c7a3", "#3d5547"),
    ],
    suits: { faces: ["trai-xoan", "trai-tim", "tron"], occasions: ["ngoai-nang"], tastes: ["noi-bat", "co-dien"] },
  },
  {
    id: "phi-doi",
    name: "Phi Đội",
    kind: "kinh-ram",
    shape: "aviator",
    price: 2_190_000,
    tagline: "Dáng phi công, gọng titan nhẹ như không",
    description: "Hai cầu mũi, gọng titan 16 gram và tròng phân cực. Hợp với đường dài, trời trong và một bài hát thuộc lời.",
    size: "58-15-140 mm",
    material: "Titan, tròng phân cực",
    tile: "lilac",
    colours: [
      dark("vang-reu", "Vàng, tròng rêu", "#b08a3e", "#44573f"),
      dark("bac-khoi", "Bạc, tròng khói", "#8b929c", "#383d46"),
      dark("vang-tra", "Vàng, tròng trà", "#b08a3e", "#7a4a22"),
    ],
    suits: { faces: ["vuong", "trai-xoan", "trai-tim"], occasions: ["ngoai-nang"], tastes: ["co-dien", "toi-gian"] },
  },
  {
    id: "sen",
    name: "Sen",
    kind: "kinh-ram",
    shape: "catEye",
    price: 1_990_000,
    tagline: "Mắt mèo tròng hồng, cho chiều cuối tuần",
    description: "Gọng trong màu hoa sen, tròng hồng khói chuyển nhẹ. Đủ tối để ra nắng, đủ sáng để không phải tháo khi vào quán.",
    size: "53-18-140 mm",
    material: "Acetate, tròng UV400",
    tile: "blush",
    colours: [dark("hong-sen", "Hồng sen", "#c2577a", "#8d4a60"), dark("den", "Đen, tròng hồng khói", "#23222a", "#744455")],
    suits: { faces: ["tron", "vuong"], occasions: ["ngoai-nang", "dao-pho"], tastes: ["noi-bat"] },
  },
];

/** The frame with an id, or `undefined`. */
export const frameOf = (id: unknown): Frame | undefined => FRAMES.find((frame) => frame.id === id);

/** What the shop tells Waystitch about a frame in a colour, in the shape of Segment's e-commerce events. */
export function describeFrame(frame: Frame, colour: Colour, quantity = 1) {
  return {
    product_id: frame.id,
    name: frame.name,
    category: frame.kind,
    variant: colour.name,
    price: frame.price,
    quantity,
    currency: "VND",
  };
}
