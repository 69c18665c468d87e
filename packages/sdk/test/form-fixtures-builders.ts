import { EMAIL, type FormFixture, PHONE } from "./form-visitor.js";

/** Forms in the shape that plugins and shop platforms give them; what does not matter here is left out. */
export const BUILDERS: readonly FormFixture[] = [
  {
    what: "Contact Form 7, whose accessible name is the same on all sites",
    html: `<h2>Nhận báo giá</h2><div class="wpcf7 js" id="wpcf7-f15-p8-o1" lang="vi" dir="ltr"><form action="/lien-he/#wpcf7-f15-p8-o1" method="post"
      class="wpcf7-form init" aria-label="Form liên hệ" novalidate="novalidate" data-status="init"><fieldset class="hidden-fields-container"><input type="hidden" name="_wpcf7" value="15"></fieldset>
      <p><label>Họ tên<br><span class="wpcf7-form-control-wrap" data-name="your-name"><input size="40" class="wpcf7-form-control wpcf7-text" aria-required="true" name="your-name"></span></label></p>
      <p><label>Email<br><span class="wpcf7-form-control-wrap" data-name="your-email"><input size="40" class="wpcf7-form-control wpcf7-email wpcf7-text" type="email" name="your-email"></span></label></p>
      <p><span class="wpcf7-form-control-wrap" data-name="tel-619"><input class="wpcf7-form-control wpcf7-tel wpcf7-text" type="tel" name="tel-619"></span></p>
      <p><textarea class="wpcf7-form-control wpcf7-textarea" name="your-message"></textarea></p><p><input class="wpcf7-form-control wpcf7-submit has-spinner" type="submit" value="Gửi đi"></p></form></div>`,
    fill: { "[name=your-email]": EMAIL, "[name=tel-619]": "0912345678" },
    lead: { lead_magnet: "Nhận báo giá" },
    contact: { email: EMAIL, phone: "0912345678" },
  },
  {
    what: "WPForms with its trap for robots",
    html: `<h3>Đăng ký tư vấn</h3><div class="wpforms-container" id="wpforms-12"><form id="wpforms-form-12" class="wpforms-validate wpforms-form wpforms-ajax-form" data-formid="12" method="post" action="/tu-van/" novalidate>
      <div class="wpforms-field wpforms-field-name"><label class="wpforms-field-label" for="wpforms-12-field_0">Họ tên</label><input type="text" id="wpforms-12-field_0" name="wpforms[fields][0]" required></div>
      <div class="wpforms-field wpforms-field-email"><label class="wpforms-field-label" for="wpforms-12-field_1">Email</label><input type="email" id="wpforms-12-field_1" name="wpforms[fields][1]" spellcheck="false" required></div>
      <div class="wpforms-field wpforms-field-hp" style="display:none!important;position:absolute!important;left:-9000px!important"><label for="wpforms-12-field-hp">Phone</label><input name="wpforms[hp]" id="wpforms-12-field-hp"></div>
      <button type="submit" name="wpforms[submit]" id="wpforms-submit-12" class="wpforms-submit" value="wpforms-submit">Gửi</button></form></div>`,
    fill: { "#wpforms-12-field_1": EMAIL },
    lead: { lead_magnet: "Đăng ký tư vấn", form_id: "wpforms-form-12" },
    contact: { email: EMAIL },
  },
  {
    what: "Elementor, whose form has a name",
    html: `<form class="elementor-form" method="post" name="Nhận catalogue 2026" aria-label="Nhận catalogue 2026"><input type="hidden" name="post_id" value="1460"><input type="hidden" name="referer_title" value="Trang chủ">
      <div class="elementor-form-fields-wrapper"><div class="elementor-field-type-text elementor-field-group"><label for="form-field-name" class="elementor-field-label elementor-screen-only">Name</label>
      <input size="1" type="text" name="form_fields[name]" id="form-field-name" placeholder="Họ tên"></div><div class="elementor-field-type-email elementor-field-group">
      <input size="1" type="email" name="form_fields[email]" id="form-field-email" placeholder="Email" required></div><div class="elementor-field-type-tel"><label for="form-field-field_5778e7b">Di động</label>
      <input size="1" type="tel" name="form_fields[field_5778e7b]" id="form-field-field_5778e7b" pattern="[0-9()#&+*=.\\- ]+"></div><div class="elementor-field-type-honeypot elementor-hidden" style="display:none">
      <input name="form_fields[email_2]"></div><button type="submit" class="elementor-button"><span class="elementor-button-text">Gửi</span></button></div></form>`,
    fill: { "#form-field-email": EMAIL, "#form-field-field_5778e7b": PHONE },
    lead: { lead_magnet: "Nhận catalogue 2026", form_id: "Nhận catalogue 2026" },
    contact: { email: EMAIL, phone: PHONE },
  },
  {
    what: "Gravity Forms, whose fields have numbers for names and groups have legends",
    html: `<div class="gform_wrapper" id="gform_wrapper_1"><div class="gform_heading"><h2 class="gform_title">Book a fitting</h2></div><form method="post" enctype="multipart/form-data" id="gform_1" action="/book/#gf_1" data-formid="1" novalidate>
      <fieldset id="field_1_1" class="gfield"><legend class="gfield_label">Name</legend><input type="text" name="input_1.3" id="input_1_1_3"></fieldset>
      <div id="field_1_3" class="gfield"><label class="gfield_label" for="input_1_3">Email<span class="gfield_required">*</span></label><div class="ginput_container ginput_container_email"><input name="input_3" id="input_1_3" type="email" value="" class="large"></div></div>
      <div id="field_1_5" class="gfield"><label class="gfield_label" for="input_1_5">Phone</label><div class="ginput_container ginput_container_phone"><input name="input_5" id="input_1_5" type="tel" class="large"></div></div>
      <div class="gfield gform_validation_container" style="position:absolute;left:-9000px"><label for="input_1_9">Email</label><input name="input_9" id="input_1_9" type="text" autocomplete="new-password"></div>
      <div class="gform_footer"><input type="submit" id="gform_submit_button_1" class="gform_button button" value="Submit"></div></form></div>`,
    fill: { "#input_1_3": EMAIL, "#input_1_5": "(555) 010-9999" },
    lead: { lead_magnet: "Book a fitting", form_id: "gform_1" },
    contact: { email: EMAIL, phone: "(555) 010-9999" },
  },
  {
    what: "HubSpot, whose hidden field describes the page",
    html: `<h2>Download the guide</h2><form id="hsForm_f8b5" method="POST" action="https://forms.hsforms.example/submissions/123/f8b5" class="hs-form-private hs-form stacked" target="target_iframe_f8b5" data-form-id="f8b5">
      <div class="hs_email hs-email hs-fieldtype-text field hs-form-field"><label id="label-email-f8b5" placeholder="Enter your Email" for="email-f8b5"><span>Email</span><span class="hs-form-required">*</span></label><legend class="hs-field-desc" style="display:none"></legend>
      <div class="input"><input id="email-f8b5" name="email" required placeholder="" type="email" class="hs-input" inputmode="email" autocomplete="email"></div></div>
      <div class="hs_mobilephone hs-form-field"><label for="mobilephone-f8b5"><span>Mobile phone number</span></label><input id="mobilephone-f8b5" name="mobilephone" type="tel" class="hs-input" inputmode="tel" autocomplete="tel"></div>
      <input name="hs_context" type="hidden" value="{}"><div class="hs_submit"><input type="submit" class="hs-button primary large" value="Submit"></div></form>`,
    fill: { "#email-f8b5": EMAIL, "#mobilephone-f8b5": "+84 (0) 912 345 678" },
    lead: { lead_magnet: "Download the guide", form_id: "hsForm_f8b5" },
    contact: { email: EMAIL, phone: "+84 (0) 912 345 678" },
  },
  {
    what: "Mailchimp's embedded form, whose trap stands left of the page",
    html: `<div id="mc_embed_signup"><form action="https://shop.us1.list-manage.example/subscribe/post?u=1&amp;id=2" method="post" id="mc-embedded-subscribe-form" name="mc-embedded-subscribe-form" class="validate" target="_blank" novalidate>
      <div id="mc_embed_signup_scroll"><h2>Subscribe</h2><div class="mc-field-group"><label for="mce-EMAIL">Email Address <span class="asterisk">*</span></label><input type="email" name="EMAIL" class="required email" id="mce-EMAIL"></div>
      <div class="mc-field-group"><label for="mce-FNAME">First Name</label><input type="text" name="FNAME" id="mce-FNAME"></div><div aria-hidden="true" style="position:absolute;left:-5000px"><input type="text" name="b_email_1_2" tabindex="-1"></div>
      <input type="submit" value="Subscribe" name="subscribe" id="mc-embedded-subscribe" class="button"></div></form></div>`,
    fill: { "#mce-EMAIL": EMAIL },
    lead: { lead_magnet: "mc-embedded-subscribe-form", form_id: "mc-embedded-subscribe-form" },
    contact: { email: EMAIL },
  },
  {
    what: "Mailchimp for WordPress, with a number field for the phone",
    html: `<h4>Nhận khuyến mãi</h4><form id="mc4wp-form-1" class="mc4wp-form mc4wp-form-1765" method="post" data-id="1765" data-name="Khuyến mãi"><div class="mc4wp-form-fields"><input id="mc4wp-input-phone-1" type="number" name="phone" placeholder="Nhập số điện thoại">
      <p><input type="submit" value="Gửi"></p></div><label style="display:none!important">Leave this field empty if you're human: <input type="text" name="_mc4wp_honeypot" tabindex="-1" autocomplete="off"></label></form>`,
    fill: { "[type=number]": "84912345678" },
    lead: { lead_magnet: "Nhận khuyến mãi", form_id: "mc4wp-form-1" },
    contact: { phone: "84912345678" },
  },
  {
    what: "Klaviyo's pop-up, which styles its form and keeps the keyboard off it",
    html: `<div role="dialog" aria-label="POPUP Form" class="needsclick kl-private-reset-css-Xuajs1"><form class="needsclick klaviyo-form klaviyo-form-version-cid_1 kl-private-reset-css-Xuajs1" data-testid="klaviyo-form-WqGevM" novalidate tabindex="-1"
      style="display:flex;flex-direction:row;border-radius:4px;border-style:none;border-width:0;padding:20px"><div data-testid="form-row"><h1>Giảm 10% đơn đầu tiên</h1></div><input type="email" autocomplete="email" tabindex="0" placeholder="Email" aria-label="Email" aria-invalid="false">
      <button class="needsclick" type="submit" style="border-radius:4px">Nhận mã</button></form></div>`,
    fill: { "[type=email]": EMAIL },
    lead: { lead_magnet: "Giảm 10% đơn đầu tiên" },
    contact: { email: EMAIL },
  },
  {
    what: "a page of LadiPage, whose visible button is no button",
    html: `<h2 class="ladi-headline">Đo mắt miễn phí tại nhà</h2><form autocomplete="off" method="post" class="ladi-form"><div id="BUTTON5" class="ladi-element" onclick="this.closest('form').querySelector('.ladi-hidden').click()"><p class="ladi-headline">ĐĂNG KÝ NGAY</p></div>
      <div id="FORM_ITEM8" class="ladi-element"><input autocomplete="off" tabindex="1" name="name" required class="ladi-form-control" type="text" placeholder="Họ và tên"></div><div class="ladi-element"><input autocomplete="off" tabindex="3" name="phone" required
      class="ladi-form-control" type="tel" placeholder="Số điện thoại" pattern="(\\+84|0){1}(9|8|7|5|3){1}[0-9]{8}"></div><button type="submit" class="ladi-hidden" style="display:none"></button></form>`,
    fill: { "[name=phone]": "0912345678" },
    by: "#BUTTON5",
    lead: { lead_magnet: "Đo mắt miễn phí tại nhà" },
    contact: { phone: "0912345678" },
  },
  {
    what: "Shopify's customer form",
    html: `<h2 class="footer-block__heading">Subscribe to our emails</h2><form method="post" action="/contact#ContactFooter" id="ContactFooter" accept-charset="UTF-8" class="footer__newsletter newsletter-form"><input type="hidden" name="form_type" value="customer"><input type="hidden" name="utf8" value="✓">
      <input type="hidden" name="contact[tags]" value="newsletter"><div class="field"><input id="NewsletterForm--footer" type="email" name="contact[email]" class="field__input" value="" aria-required="true" autocorrect="off" autocapitalize="off" autocomplete="email" placeholder="Email" required>
      <label class="field__label" for="NewsletterForm--footer">Email</label><button type="submit" class="newsletter-form__button" name="commit" id="Subscribe" aria-label="Subscribe"><svg></svg></button></div></form>`,
    fill: { "[type=email]": EMAIL },
    lead: { lead_magnet: "Subscribe to our emails", form_id: "ContactFooter" },
    contact: { email: EMAIL },
  },
  {
    what: "Haravan's customer form",
    html: `<h3>Đăng ký nhận tin</h3><form accept-charset="UTF-8" action="/account/contact" class="contact-form" method="post"><input name="form_type" type="hidden" value="customer"><input name="utf8" type="hidden" value="✓"><div class="input-group"><input type="hidden" name="contact[tags]" value="khách hàng tiềm năng, bản tin">
      <input required type="email" placeholder="Nhập email của bạn" name="contact[email]" aria-label="Email Address" class="input-group-field"><button type="submit" class="btn"><i class="fa fa-paper-plane"></i></button></div></form>`,
    fill: { "[type=email]": EMAIL },
    lead: { lead_magnet: "Đăng ký nhận tin" },
    contact: { email: EMAIL },
  },
  {
    what: "Sapo's contact form",
    html: `<h4>Liên hệ với chúng tôi</h4><div id="pagelogin"><form method="post" action="/postcontact" id="contact" accept-charset="UTF-8"><input name="FormType" type="hidden" value="contact"><input name="utf8" type="hidden" value="true"><input type="hidden" id="Token-79" name="Token">
      <div class="group_contact"><input placeholder="Họ và tên" type="text" class="form-control" required name="contact[Name]"><input placeholder="Email" type="email" required id="email1" class="form-control" name="contact[email]">
      <input type="number" placeholder="Điện thoại*" name="contact[phone]" class="form-control" required><textarea placeholder="Nội dung" name="contact[body]" id="comment" class="form-control"></textarea><button type="submit" class="btn-lienhe">Gửi thông tin</button></div></form></div>`,
    fill: { "#email1": EMAIL, "[type=number]": "0912345678" },
    lead: { lead_magnet: "Liên hệ với chúng tôi", form_id: "contact" },
    contact: { email: EMAIL, phone: "0912345678" },
  },
  {
    what: "Sapo's registration",
    html: `<h2 class="title-head">Đăng ký tài khoản</h2><div id="login"><form method="post" action="/account/register" id="customer_register" accept-charset="UTF-8"><input name="FormType" type="hidden" value="customer_register"><input type="text" name="lastName" placeholder="Họ" required>
      <input type="email" placeholder="Email" name="email" id="email" required><input type="text" placeholder="Số điện thoại" name="PhoneNumber"><input type="password" placeholder="Mật khẩu" name="password" id="password" required><button class="btn" type="submit" value="Đăng ký">Đăng ký</button></form></div>`,
    fill: { "#email": EMAIL, "[name=PhoneNumber]": PHONE },
    lead: { lead_magnet: "Đăng ký tài khoản", form_id: "customer_register" },
    contact: { email: EMAIL, phone: PHONE },
  },
  {
    what: "WooCommerce's registration, beside its log-in",
    html: `<div class="u-columns"><h2>Đăng nhập</h2><form class="woocommerce-form woocommerce-form-login login" method="post"><input name="username" autocomplete="username"><input type="password" name="password"><button name="login">Đăng nhập</button></form><h2>Đăng ký</h2>
      <form method="post" class="woocommerce-form woocommerce-form-register register"><label for="reg_email">Địa chỉ email&nbsp;<span class="required">*</span></label><input type="email" class="woocommerce-Input input-text" name="email" id="reg_email" autocomplete="email">
      <input type="password" name="password" id="reg_password" autocomplete="new-password"><button type="submit" class="woocommerce-Button button" name="register" value="Đăng ký">Đăng ký</button></form></div>`,
    fill: { "#reg_email": EMAIL },
    lead: { lead_magnet: "Đăng ký" },
    contact: { email: EMAIL },
  },
];
