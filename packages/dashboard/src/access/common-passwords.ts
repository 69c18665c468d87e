/**
 * Passwords of ten characters and more that lists of leaked passwords show most often, in small letters, English and Vietnamese ones,
 * and what somebody who has just installed this would type. Collected in November 2026; shorter ones are refused for their length.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `1234567890 0123456789 12345678910 123456789a 1234567891 0987654321 9876543210 1234512345 123123123123 1231231231 123456123456
  1qaz2wsx3edc 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5 q1w2e3r4t5y6 zaq12wsxcde3 qwertyuiop qwertyuiop123 qwerty12345 qwerty123456 qwertyuiop[]
  asdfghjkl1 asdfghjkl; asdfghjkl123 zxcvbnm123 zxcvbnm123456 1234qwerasdf qazwsxedcrfv abcdefghij abcdefghijk abc1234567 abcd123456 abcd1234567
  a123456789 aa123456789 a1234567890 password12 password123 password1234 password12345 password123456 password01 passw0rd123 p@ssw0rd123
  p@ssword123 mypassword1 mypassword123 passwordpassword changeme123 changemenow letmein123 letmeinnow welcome123 welcome1234 welcome12345
  administrator admin12345 admin123456 admin1234567 adminadmin admin@12345 root123456 rootroot123 test123456 testtest123 test1234567
  iloveyou12 iloveyou123 iloveyou1234 iloveyou2 iloveyouforever sunshine123 princess123 football123 baseball123 superman123 dragon1234
  michael123 jennifer123 computer123 internet123 whatever123 trustno1234 monkey12345 master12345 shadow12345 starwars123 pokemon123
  google12345 facebook123 samsung123 liverpool123 chelsea12345 arsenal12345 barcelona10 realmadrid7 manchester1 basketball
  basketball1 volleyball changchang correcthorsebatterystaple anhyeuem123 emyeuanh123 yeuanhnhieu yeuemnhieu matkhau123 matkhau1234
  matkhau12345 matkhau123456 khongbiet123 vietnam123 vietnam1234 vietnam12345 xinchao123 anhnhoem123 anhyeuemnhieu nguyenvana1
  anhanhanh123 hanoi12345 saigon12345 0123456789a 0912345678 0987654321a waystitch123 waystitch1234 waystitch12345 waystitchwaystitch`
    .split(/\s+/)
    .filter((password) => password.length >= 10),
);
