import { usePage } from "./context.js";
import type { Refused } from "./send.js";
import { type Names, nameIn } from "./words/words.js";

/** What the API's reasons mean in Vietnamese wherever they come from; its sentences are English. */
const MEANINGS: Names = {
  not_signed_in: "Bạn đã đăng xuất. Hãy tải lại trang để đăng nhập.",
  not_allowed: "Vai trò của bạn không cho phép việc này. Chủ sở hữu có thể cấp quyền cho bạn.",
  foreign: "Yêu cầu này không đến từ trang quản trị. Hãy tải lại trang.",
  wrong_password: "Mật khẩu hiện tại không đúng.",
  too_many_tries: "Đã thử quá nhiều lần: hãy đợi một lúc rồi thử lại.",
  unknown_site: "Không có trang web nào tên như vậy.",
  unavailable: "Cơ sở dữ liệu không phản hồi; hãy thử lại sau.",
  failed: "Có lỗi ở máy chủ; nhật ký của máy chủ cho biết lỗi gì.",
};

/**
 * Says why a request was refused, in the page's language: in English as the API says it.
 * @param meanings what reasons mean in Vietnamese at this place
 * @param otherwise said when nobody answered
 */
export function useRefusal(meanings: Names, otherwise: string): (refused: Refused) => string {
  const { language } = usePage();
  return ({ reason, message }) => {
    if (reason === "" || language === "en") return message || otherwise;
    const here = nameIn(meanings, reason);
    return here === reason ? nameIn(MEANINGS, reason) : here;
  };
}
