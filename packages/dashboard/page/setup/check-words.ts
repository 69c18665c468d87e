import { defineWords } from "../words/define-words.js";

/** The check of a script tag: what is waited for, what was seen, and why nothing may come. */
export const CHECK = defineWords({
  en: {
    title: "See that it works",
    hint: "Your page opens in a new tab, and its visit is followed from your browser to the database. It is counted as a visit.",
    address: "Address of a page",
    open: "Open the page and watch",
    again: "Check again",
    wrongAddress: "This is no address of a page, such as https://shop.example/.",
    waiting: "Waiting for the visit of {host} … {seconds} s",
    over: "Nothing came from {host} in {seconds} s.",
    seen: "It works: seen after {seconds} s",
    page: "Page view",
    untitled: "without a title",
    key: "Key",
    keyOk: "taken",
    browser: "Browser",
    unknown: "not told",
    consent: "Consent",
    consentOk: "given, or not asked for: nothing is sent before it",
    clock: "Clock",
    clockOk: "stored {seconds} s after it happened",
    clockLate: "stored {span} after it happened: it had waited in the browser",
    robot: "Taken for a robot ({reason}): its journey is left out of the numbers",
    unmarked: "It is the latest visit of this host: the mark in the address was lost on the way, perhaps by a redirect.",
    foreignDomain:
      "{host} is not among the site's own domains: visits that lead from one of its pages to another may count as referrals. See the settings below.",
    othersTitle: "Also arrived meanwhile",
    rejectedTitle: "Rejected meanwhile",
    whyTitle: "What may be wrong",
    debug:
      "Open the page with ws_debug after its address: a panel says on the page itself what is captured, waits, or was rejected and why.",
    debugLink: "Open it so",
    reasons: {
      noKey: "No write key of this site is in use: make one below and put it into the tag.",
      insecure: "The page is encrypted and the collector is not: browsers forbid that. Give the collector an https address.",
      onlyHere: "The collector's address leads to this machine only. Set COLLECTOR_URL to one that visitors reach.",
      origin: "Pages of {origin} may not send with any key of this site: the origins of the keys are {origins}. Make a key that allows it.",
      elsewhere:
        "Other pages of the site do arrive, so the key and the collector work: the tag is missing on this page, or stands there with another key.",
      neverUsed:
        "No event has ever come with a key of this site. Look for waystitch.js in the page's source, and compare the key in it with the one above.",
      usedBefore: "A key of this site was last used on {day}: the tag may be missing on this page, or hold a key that was revoked.",
      policy:
        "A content security policy may forbid the script: the collector must stand in script-src and connect-src (docs/install/html.md). The browser's console says so.",
      blocker:
        "An ad blocker may stop it: try a window without extensions. A collector on the shop's own domain is stopped least (docs/collector.md).",
      consent:
        "Where the tag waits for consent, nothing is sent before you allow it in the page's dialog; and nothing while the browser sends Global Privacy Control.",
    },
  },
  vi: {
    title: "Kiểm tra xem thẻ có chạy không",
    hint: "Trang của bạn mở trong thẻ mới, và lượt xem đó được theo dõi từ trình duyệt đến cơ sở dữ liệu. Nó được tính như một lượt xem.",
    address: "Địa chỉ một trang",
    open: "Mở trang và theo dõi",
    again: "Kiểm tra lại",
    wrongAddress: "Đây không phải địa chỉ một trang, ví dụ https://shop.example/.",
    waiting: "Đang chờ lượt xem từ {host} … {seconds} giây",
    over: "Không có gì đến từ {host} trong {seconds} giây.",
    seen: "Đã chạy: thấy sau {seconds} giây",
    page: "Lượt xem",
    untitled: "không có tiêu đề",
    key: "Khóa",
    keyOk: "được chấp nhận",
    browser: "Trình duyệt",
    unknown: "không rõ",
    consent: "Đồng ý",
    consentOk: "đã có, hoặc không cần hỏi: chưa đồng ý thì không gửi gì",
    clock: "Đồng hồ",
    clockOk: "lưu sau {seconds} giây kể từ lúc xảy ra",
    clockLate: "lưu sau {span} kể từ lúc xảy ra: sự kiện đã chờ trong trình duyệt",
    robot: "Bị xem là robot ({reason}): hành trình này không được tính vào số liệu",
    unmarked: "Đây là lượt xem gần nhất của máy chủ này: dấu trong địa chỉ bị mất trên đường, có thể do chuyển hướng.",
    foreignDomain:
      "{host} không nằm trong các tên miền riêng: lượt đi từ trang này sang trang khác có thể bị tính là giới thiệu. Xem phần thiết lập bên dưới.",
    othersTitle: "Cũng vừa đến",
    rejectedTitle: "Vừa bị từ chối",
    whyTitle: "Có thể do đâu",
    debug: "Mở trang với ws_debug sau địa chỉ: một bảng ngay trên trang cho biết điều gì được ghi lại, đang chờ, hay bị từ chối và vì sao.",
    debugLink: "Mở như vậy",
    reasons: {
      noKey: "Trang web này không có khóa ghi nào đang dùng: hãy tạo một khóa bên dưới rồi đặt vào thẻ.",
      insecure: "Trang được mã hóa còn collector thì không: trình duyệt cấm điều đó. Hãy cho collector một địa chỉ https.",
      onlyHere: "Địa chỉ collector chỉ dẫn đến máy này. Hãy đặt COLLECTOR_URL thành địa chỉ mà khách truy cập được.",
      origin:
        "Các trang của {origin} không được gửi bằng khóa nào của trang web này: nguồn được phép là {origins}. Hãy tạo khóa cho phép nguồn này.",
      elsewhere: "Các trang khác vẫn gửi đến, nên khóa và collector hoạt động: trang này thiếu thẻ, hoặc thẻ mang khóa khác.",
      neverUsed:
        "Chưa từng có sự kiện nào đến bằng khóa của trang web này. Hãy tìm waystitch.js trong mã nguồn trang và so khóa trong đó với khóa ở trên.",
      usedBefore: "Khóa của trang web này được dùng lần cuối ngày {day}: trang này có thể thiếu thẻ, hoặc mang khóa đã thu hồi.",
      policy:
        "Chính sách bảo mật nội dung (CSP) có thể cấm script: collector phải có trong script-src và connect-src (docs/install/html.md). Bảng điều khiển của trình duyệt sẽ báo.",
      blocker:
        "Trình chặn quảng cáo có thể chặn: hãy thử cửa sổ không có tiện ích. Collector đặt trên tên miền của chính cửa hàng ít bị chặn nhất (docs/collector.md).",
      consent:
        "Nếu thẻ chờ sự đồng ý, sẽ không gửi gì trước khi bạn cho phép trong hộp thoại của trang; và không gửi gì khi trình duyệt bật Global Privacy Control.",
    },
  },
});
