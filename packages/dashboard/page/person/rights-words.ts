import { defineWords } from "../words/define-words.js";

export const RIGHTS = defineWords({
  en: {
    title: "Their data",
    exportText: "One JSON file with what is kept of them: who they are and by which evidence, every event, and everything derived of it.",
    exportPart: "Without contacts and rejected events, which only owners may take along.",
    exportButton: "Export as JSON",
    exportWaits: "The file is being put together, and is saved as soon as it is whole.",
    exportDone: "The file was saved.",
    exportAgain: "Save it again",
    eraseText: "Removes their events and everything derived of them, for good, and keeps copies out from then on.",
    eraseButton: "Erase this person…",
    confirmTitle: "Erase {name} for good?",
    confirmWhat:
      "Every event of theirs goes, rejected ones and contacts too, with all that was derived of it. Whoever shared a browser with them keeps their own part. The numbers of past reports change.",
    confirmGone:
      "This cannot be undone. What they did until now is not stored again, whoever sends it. Backups hold it until they are overwritten.",
    confirmLabel: "To confirm, type {code}: the end of their id {id}",
    confirmYes: "Erase for good",
    cancel: "Cancel",
    failed: "That did not work. Try again.",
    erasureWaits: "On {time}, an owner asked for this person to be erased.",
    erasureSoon: "The worker does it within moments; this page says when it is done.",
    erasedTitle: "They were erased",
    erasedText:
      "Nothing that was kept of this person is left. Copies of what they did are kept out; what happens from now on is a new fact of a new person.",
    problems: {
      no_secret: "It waits, because the worker does not know WAYSTITCH_SECRET: start it with the collector's, and it goes on.",
      rebuild_under_way: "It waits for the end of a rebuild, which would bring back what it has read.",
      busy: "It waits for a transaction that adds or removes events and does not end. It is tried again.",
      nobody: "Nobody has this id any more: they may have been erased already.",
      error: "It did not work, and is tried again. The worker's log says why.",
    },
  },
  vi: {
    title: "Dữ liệu của họ",
    exportText: "Một tệp JSON gồm những gì đang lưu về họ: họ là ai và nhờ đâu mà biết, mọi sự kiện, và mọi thứ được suy ra từ đó.",
    exportPart: "Không gồm thông tin liên hệ và sự kiện bị từ chối; chỉ chủ sở hữu được lấy những phần ấy.",
    exportButton: "Xuất ra JSON",
    exportWaits: "Đang chuẩn bị tệp; xong là tệp được tải về ngay.",
    exportDone: "Đã tải tệp về.",
    exportAgain: "Tải lại",
    eraseText: "Xóa vĩnh viễn các sự kiện của họ và mọi thứ được suy ra từ đó; từ lúc ấy, bản sao gửi lại cũng không được nhận.",
    eraseButton: "Xóa người này…",
    confirmTitle: "Xóa vĩnh viễn {name}?",
    confirmWhat:
      "Mọi sự kiện của họ sẽ mất, kể cả sự kiện bị từ chối và thông tin liên hệ, cùng tất cả những gì đã suy ra từ đó. Người dùng chung trình duyệt với họ vẫn giữ phần của mình. Số liệu của các báo cáo trước đây sẽ thay đổi.",
    confirmGone:
      "Không thể hoàn tác. Những gì họ đã làm đến lúc này sẽ không được lưu lại nữa, dù ai gửi. Các bản sao lưu vẫn còn dữ liệu cho đến khi bị ghi đè.",
    confirmLabel: "Để xác nhận, hãy gõ {code}: phần cuối của mã {id}",
    confirmYes: "Xóa vĩnh viễn",
    cancel: "Thôi",
    failed: "Chưa thực hiện được. Hãy thử lại.",
    erasureWaits: "Lúc {time}, một chủ sở hữu đã yêu cầu xóa người này.",
    erasureSoon: "Tiến trình nền sẽ thực hiện trong chốc lát; trang này sẽ báo khi xong.",
    erasedTitle: "Đã xóa người này",
    erasedText:
      "Không còn gì được lưu về người này. Bản sao những gì họ đã làm sẽ không được nhận; điều xảy ra từ nay là dữ liệu mới của một người mới.",
    problems: {
      no_secret: "Đang chờ, vì worker không biết WAYSTITCH_SECRET: hãy khởi động worker với giá trị của collector, việc xóa sẽ tiếp tục.",
      rebuild_under_way: "Đang chờ một lần dựng lại (rebuild) kết thúc, vì nó sẽ đưa trở lại những gì đã đọc.",
      busy: "Đang chờ một giao dịch thêm hoặc xóa sự kiện chưa kết thúc. Hệ thống sẽ tự thử lại.",
      nobody: "Không còn ai có mã này: có thể họ đã được xóa trước đó.",
      error: "Chưa thực hiện được, và sẽ được thử lại. Nhật ký của worker cho biết lý do.",
    },
  },
});
