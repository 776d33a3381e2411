<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
    <context>
        <name>nobi</name>
        <message>
            <source>(deleted)</source>
            <translation>(đã xóa)</translation>
        </message>
        <message>
            <source>(empty message)</source>
            <translation>(tin nhắn trống)</translation>
        </message>
        <message>
            <source>+ Tag</source>
            <translation>+ Thẻ</translation>
        </message>
        <message>
            <source>1 year</source>
            <translation>1 năm</translation>
        </message>
        <message>
            <source>1. Open partner.tiktokshop.com, choose “App &amp; Service” and your app.</source>
            <translation>1. Mở partner.tiktokshop.com, vào “App &amp; Service” rồi chọn ứng dụng của bạn.</translation>
        </message>
        <message>
            <source>2. Copy “App key” and “App secret” from there.</source>
            <translation>2. Sao chép “App key” và “App secret” ở đó.</translation>
        </message>
        <message>
            <source>3. Enter this address as “Redirect URL”, exactly so:</source>
            <translation>3. Nhập đúng địa chỉ này vào ô “Redirect URL”:</translation>
        </message>
        <message>
            <source>30 days</source>
            <translation>30 ngày</translation>
        </message>
        <message>
            <source>30-day forecast: no chats yet</source>
            <translation>Dự báo 30 ngày: chưa có hội thoại</translation>
        </message>
        <message>
            <source>30-day forecast: {rate} %</source>
            <translation>Dự báo 30 ngày: {rate} %</translation>
        </message>
        <message>
            <source>31/12/2025</source>
            <translation>31/12/2025</translation>
        </message>
        <message>
            <source>4. Press “Copy authorization link” and paste the link here.</source>
            <translation>4. Bấm “Copy authorization link” rồi dán liên kết vào đây.</translation>
        </message>
        <message>
            <source>7 days</source>
            <translation>7 ngày</translation>
        </message>
        <message>
            <source>90 days</source>
            <translation>90 ngày</translation>
        </message>
        <message>
            <source>A GIF would lose its motion: TikTok Shop takes PNG and JPG pictures.</source>
            <translation>Ảnh GIF sẽ không còn chuyển động: TikTok Shop chỉ nhận ảnh PNG và JPG.</translation>
        </message>
        <message>
            <source>A customer service agent joined</source>
            <translation>Một nhân viên chăm sóc khách hàng đã tham gia</translation>
        </message>
        <message>
            <source>A development shop has few calls an hour; messages come a little later.</source>
            <translation>Shop thử nghiệm chỉ được ít lượt gọi mỗi giờ; tin nhắn đến chậm hơn một chút.</translation>
        </message>
        <message>
            <source>A link in a chat leads outside TikTok Shop. Open it only if you expected it.</source>
            <translation>Liên kết này dẫn ra ngoài TikTok Shop. Chỉ mở khi bạn chắc đó là liên kết mình cần.</translation>
        </message>
        <message>
            <source>A saved view brings back shops, filters and order with one click.</source>
            <translation>Chế độ xem đã lưu giúp mở lại shop, bộ lọc và cách sắp xếp chỉ với một lần bấm.</translation>
        </message>
        <message>
            <source>A shop that is gone</source>
            <translation>Shop không còn nữa</translation>
        </message>
        <message>
            <source>A short row of letters and digits.</source>
            <translation>Một dãy ngắn gồm chữ và số.</translation>
        </message>
        <message>
            <source>ALL</source>
            <translation>TẤT</translation>
        </message>
        <message>
            <source>About the buyer</source>
            <translation>Thông tin khách</translation>
        </message>
        <message>
            <source>Add to the merged view</source>
            <translation>Thêm vào hộp thư gộp</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Tất cả</translation>
        </message>
        <message>
            <source>All branches on the rail</source>
            <translation>Hiện mọi chi nhánh</translation>
        </message>
        <message>
            <source>All conversations</source>
            <translation>Mọi hội thoại</translation>
        </message>
        <message>
            <source>All of these</source>
            <translation>Có đủ các thẻ</translation>
        </message>
        <message>
            <source>All shops</source>
            <translation>Tất cả shop</translation>
        </message>
        <message>
            <source>All shops…</source>
            <translation>Tất cả shop…</translation>
        </message>
        <message>
            <source>All your shops' chats in one place</source>
            <translation>Tin nhắn mọi shop ở cùng một nơi</translation>
        </message>
        <message>
            <source>Amber</source>
            <translation>Hổ phách</translation>
        </message>
        <message>
            <source>An agent joined</source>
            <translation>Nhân viên tham gia</translation>
        </message>
        <message>
            <source>Another app</source>
            <translation>Ứng dụng khác</translation>
        </message>
        <message>
            <source>Another order of the list</source>
            <translation>Đổi thứ tự danh sách</translation>
        </message>
        <message>
            <source>Another program holds Nobi's data. Try again in a moment.</source>
            <translation>Chương trình khác đang giữ dữ liệu của Nobi. Bạn thử lại sau giây lát.</translation>
        </message>
        <message>
            <source>Another program uses port 8721 of this computer, so the browser cannot come back by itself. Agree on TikTok, then copy the address the browser ended on.</source>
            <translation>Chương trình khác đang dùng cổng 8721 của máy này nên trình duyệt không tự quay lại được. Bạn bấm đồng ý trên TikTok rồi sao chép địa chỉ cuối cùng trên trình duyệt.</translation>
        </message>
        <message>
            <source>Another shop was allowed. Sign in to TikTok with the account of {shop}.</source>
            <translation>Bạn vừa cấp quyền cho shop khác. Hãy đăng nhập TikTok bằng tài khoản của {shop}.</translation>
        </message>
        <message>
            <source>Another view has this name.</source>
            <translation>Đã có chế độ xem tên này.</translation>
        </message>
        <message numerus="yes">
            <source>Answer these {n} in time to stay at {target} %</source>
            <translation>
                <numerusform>Trả lời kịp {n} hội thoại này để giữ {target} %</numerusform>
            </translation>
        </message>
        <message>
            <source>Answered in time, last 30 days</source>
            <translation>Trả lời đúng hạn, 30 ngày qua</translation>
        </message>
        <message>
            <source>Answering</source>
            <translation>Trả lời</translation>
        </message>
        <message>
            <source>Any of these</source>
            <translation>Có một trong các thẻ</translation>
        </message>
        <message>
            <source>Any time</source>
            <translation>Mọi lúc</translation>
        </message>
        <message>
            <source>App</source>
            <translation>Ứng dụng</translation>
        </message>
        <message>
            <source>App key</source>
            <translation>App key</translation>
        </message>
        <message>
            <source>App key and app secret do not belong together. Copy both once more.</source>
            <translation>App key và app secret không khớp nhau. Bạn sao chép lại cả hai nhé.</translation>
        </message>
        <message>
            <source>App secret</source>
            <translation>App secret</translation>
        </message>
        <message numerus="yes">
            <source>App ••{tail} · {n} shops</source>
            <translation>
                <numerusform>Ứng dụng ••{tail} · {n} shop</numerusform>
            </translation>
        </message>
        <message>
            <source>April</source>
            <translation>tháng 4</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Theo hệ thống</translation>
        </message>
        <message>
            <source>Ask for them in the app's settings in Partner Center, then connect this shop again.</source>
            <translation>Hãy xin các quyền đó trong phần cài đặt ứng dụng ở Partner Center, rồi kết nối lại shop này.</translation>
        </message>
        <message>
            <source>Ask for {scope} in the app's settings in Partner Center, then connect this shop again.</source>
            <translation>Hãy xin quyền {scope} trong phần cài đặt ứng dụng ở Partner Center, rồi kết nối lại shop này.</translation>
        </message>
        <message>
            <source>Asking TikTok which shops were allowed…</source>
            <translation>Đang hỏi TikTok những shop được cấp quyền…</translation>
        </message>
        <message>
            <source>At most {count} pictures at a time.</source>
            <translation>Mỗi lần gửi tối đa {count} ảnh.</translation>
        </message>
        <message>
            <source>August</source>
            <translation>tháng 8</translation>
        </message>
        <message>
            <source>Authorization</source>
            <translation>Ủy quyền</translation>
        </message>
        <message>
            <source>Automatic reply</source>
            <translation>Trả lời tự động</translation>
        </message>
        <message>
            <source>Awaiting collection</source>
            <translation>Chờ lấy hàng</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Quay lại</translation>
        </message>
        <message>
            <source>Back to the text field</source>
            <translation>Đưa lại vào ô soạn</translation>
        </message>
        <message>
            <source>Back to writing</source>
            <translation>Quay lại ô soạn tin</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Sao lưu</translation>
        </message>
        <message>
            <source>Begins at</source>
            <translation>Bắt đầu lúc</translation>
        </message>
        <message>
            <source>Below {target} % even if all are answered in time</source>
            <translation>Dưới {target} % dù trả lời kịp tất cả</translation>
        </message>
        <message>
            <source>Besides the shops, look at: {names}.</source>
            <translation>Ngoài các shop, hãy xem: {names}.</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>Xanh dương</translation>
        </message>
        <message>
            <source>Branch</source>
            <translation>Chi nhánh</translation>
        </message>
        <message>
            <source>Branches</source>
            <translation>Chi nhánh</translation>
        </message>
        <message>
            <source>Branches…</source>
            <translation>Chi nhánh…</translation>
        </message>
        <message>
            <source>Brick</source>
            <translation>Đỏ gạch</translation>
        </message>
        <message>
            <source>Brown</source>
            <translation>Nâu</translation>
        </message>
        <message>
            <source>Buyer</source>
            <translation>Người mua</translation>
        </message>
        <message>
            <source>Buyer ••{tail}</source>
            <translation>Người mua ••{tail}</translation>
        </message>
        <message>
            <source>Buyer's id</source>
            <translation>Mã khách</translation>
        </message>
        <message>
            <source>Buyer, shop, view, tag or command</source>
            <translation>Khách, shop, chế độ xem, thẻ hoặc lệnh</translation>
        </message>
        <message>
            <source>Buyers</source>
            <translation>Người mua</translation>
        </message>
        <message>
            <source>Buyers who wait for you are shown here.</source>
            <translation>Người mua đang đợi bạn trả lời sẽ hiện ở đây.</translation>
        </message>
        <message>
            <source>Buyers' messages and your answers appear here. Choose one in the list on the left.</source>
            <translation>Tin của người mua và câu trả lời của bạn sẽ hiện ở đây. Hãy chọn một hội thoại ở danh sách bên trái.</translation>
        </message>
        <message>
            <source>Calls today</source>
            <translation>Lượt gọi hôm nay</translation>
        </message>
        <message>
            <source>Came from a product</source>
            <translation>Vào từ sản phẩm</translation>
        </message>
        <message>
            <source>Came from an order</source>
            <translation>Vào từ đơn hàng</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Đã hủy</translation>
        </message>
        <message>
            <source>Cancelled; what was read stays</source>
            <translation>Đã hủy; phần đã tải vẫn được giữ</translation>
        </message>
        <message>
            <source>Catching up</source>
            <translation>Đang đồng bộ</translation>
        </message>
        <message>
            <source>Change this group…</source>
            <translation>Sửa nhóm này…</translation>
        </message>
        <message numerus="yes">
            <source>Changed {n} conversations</source>
            <translation>
                <numerusform>Đã đổi {n} hội thoại</numerusform>
            </translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Sửa…</translation>
        </message>
        <message>
            <source>Chat</source>
            <translation>Trò chuyện</translation>
        </message>
        <message>
            <source>Chats work. Orders and products need an app that may read them.</source>
            <translation>Trò chuyện dùng được. Đơn hàng và sản phẩm cần ứng dụng có quyền đọc.</translation>
        </message>
        <message>
            <source>Check address and password of the proxy in the system's settings.</source>
            <translation>Hãy kiểm tra địa chỉ và mật khẩu proxy trong cài đặt hệ thống.</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Kiểm tra lại</translation>
        </message>
        <message>
            <source>Check the internet connection and the firewall, then look again.</source>
            <translation>Hãy kiểm tra kết nối mạng và tường lửa, rồi kiểm tra lại.</translation>
        </message>
        <message>
            <source>Choose a conversation</source>
            <translation>Chọn một hội thoại</translation>
        </message>
        <message>
            <source>Choose day and time…</source>
            <translation>Chọn ngày giờ…</translation>
        </message>
        <message>
            <source>Choose pictures</source>
            <translation>Chọn ảnh</translation>
        </message>
        <message>
            <source>Clear all filters</source>
            <translation>Bỏ hết bộ lọc</translation>
        </message>
        <message>
            <source>Clear the search</source>
            <translation>Xóa tìm kiếm</translation>
        </message>
        <message>
            <source>Clear the search (Esc)</source>
            <translation>Xóa tìm kiếm (Esc)</translation>
        </message>
        <message>
            <source>Clear the selection (Esc)</source>
            <translation>Bỏ chọn (Esc)</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Đồng hồ</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Close the program that has it open (a backup, a virus scanner) and look again.</source>
            <translation>Hãy đóng chương trình đang mở tệp này (sao lưu, diệt virus) rồi kiểm tra lại.</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Màu</translation>
        </message>
        <message>
            <source>Command</source>
            <translation>Lệnh</translation>
        </message>
        <message>
            <source>Complete back to {time}</source>
            <translation>Đủ tin từ {time} đến nay</translation>
        </message>
        <message>
            <source>Complete to
{time}</source>
            <translation>Đủ đến
{time}</translation>
        </message>
        <message>
            <source>Completed</source>
            <translation>Hoàn thành</translation>
        </message>
        <message>
            <source>Computer clock is wrong</source>
            <translation>Giờ máy tính bị sai</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>Kết nối</translation>
        </message>
        <message>
            <source>Connect a shop</source>
            <translation>Kết nối shop</translation>
        </message>
        <message>
            <source>Connect a shop…</source>
            <translation>Kết nối shop…</translation>
        </message>
        <message>
            <source>Connect again</source>
            <translation>Kết nối lại</translation>
        </message>
        <message>
            <source>Connect again…</source>
            <translation>Kết nối lại…</translation>
        </message>
        <message>
            <source>Connect another app</source>
            <translation>Kết nối ứng dụng khác</translation>
        </message>
        <message>
            <source>Connect this shop again in Nobi.</source>
            <translation>Hãy kết nối lại shop này trong Nobi.</translation>
        </message>
        <message>
            <source>Connect your TikTok Shops, and buyers' messages from all of them arrive here.</source>
            <translation>Kết nối các TikTok Shop của bạn, tin nhắn của người mua từ mọi shop sẽ về đây.</translation>
        </message>
        <message numerus="yes">
            <source>Connect {n} shops</source>
            <translation>
                <numerusform>Kết nối {n} shop</numerusform>
            </translation>
        </message>
        <message>
            <source>Connect {shop} again</source>
            <translation>Kết nối lại {shop}</translation>
        </message>
        <message>
            <source>Connection to TikTok</source>
            <translation>Kết nối tới TikTok</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Tiếp tục</translation>
        </message>
        <message>
            <source>Continue in browser</source>
            <translation>Tiếp tục trên trình duyệt</translation>
        </message>
        <message>
            <source>Continue in your browser</source>
            <translation>Tiếp tục trên trình duyệt</translation>
        </message>
        <message>
            <source>Conversation handed over</source>
            <translation>Chuyển giao hội thoại</translation>
        </message>
        <message>
            <source>Conversations</source>
            <translation>Hội thoại</translation>
        </message>
        <message>
            <source>Conversations are being loaded</source>
            <translation>Đang tải hội thoại</translation>
        </message>
        <message>
            <source>Conversations are on their way</source>
            <translation>Hội thoại đang được tải về</translation>
        </message>
        <message>
            <source>Conversations stay on this computer. The shop can be connected again later.</source>
            <translation>Hội thoại vẫn nằm trên máy này. Sau này bạn có thể kết nối lại shop.</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Đã sao chép</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Sao chép</translation>
        </message>
        <message>
            <source>Copy app key and app secret anew from Partner Center and connect the shop again.</source>
            <translation>Hãy sao chép lại app key và app secret từ Partner Center rồi kết nối lại shop.</translation>
        </message>
        <message>
            <source>Copy link</source>
            <translation>Sao chép liên kết</translation>
        </message>
        <message>
            <source>Copy message</source>
            <translation>Sao chép tin nhắn</translation>
        </message>
        <message>
            <source>Copy of TikTok</source>
            <translation>Bản sao TikTok</translation>
        </message>
        <message>
            <source>Copy order number</source>
            <translation>Sao chép mã đơn</translation>
        </message>
        <message>
            <source>Copy product number</source>
            <translation>Sao chép mã sản phẩm</translation>
        </message>
        <message>
            <source>Copy selected text</source>
            <translation>Sao chép phần đã chọn</translation>
        </message>
        <message>
            <source>Copy the buyer's id</source>
            <translation>Sao chép mã khách</translation>
        </message>
        <message>
            <source>Copy the buyer's name</source>
            <translation>Sao chép tên người mua</translation>
        </message>
        <message>
            <source>Copy the link</source>
            <translation>Sao chép liên kết</translation>
        </message>
        <message>
            <source>Copy tracking number</source>
            <translation>Sao chép mã vận đơn</translation>
        </message>
        <message>
            <source>Copy with name and time</source>
            <translation>Sao chép kèm tên và giờ</translation>
        </message>
        <message>
            <source>Copy: {what}</source>
            <translation>Sao chép: {what}</translation>
        </message>
        <message>
            <source>Coupon</source>
            <translation>Mã giảm giá</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Tạo</translation>
        </message>
        <message>
            <source>Create “{name}”</source>
            <translation>Tạo thẻ “{name}”</translation>
        </message>
        <message>
            <source>Ctrl+Enter sends · Enter breaks the line</source>
            <translation>Ctrl+Enter gửi · Enter xuống dòng</translation>
        </message>
        <message>
            <source>Custom</source>
            <translation>Tùy chọn</translation>
        </message>
        <message>
            <source>Custom…</source>
            <translation>Tùy chọn…</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Tối</translation>
        </message>
        <message>
            <source>Data folder</source>
            <translation>Thư mục dữ liệu</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Ngày</translation>
        </message>
        <message>
            <source>December</source>
            <translation>tháng 12</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Xóa</translation>
        </message>
        <message>
            <source>Delete its history…</source>
            <translation>Xóa lịch sử…</translation>
        </message>
        <message>
            <source>Delete the history from this computer</source>
            <translation>Xóa lịch sử khỏi máy này</translation>
        </message>
        <message>
            <source>Delete this branch?</source>
            <translation>Xóa chi nhánh này?</translation>
        </message>
        <message>
            <source>Delete this group?</source>
            <translation>Xóa nhóm này?</translation>
        </message>
        <message>
            <source>Delete this shop's history?</source>
            <translation>Xóa lịch sử của shop này?</translation>
        </message>
        <message>
            <source>Delete this tag?</source>
            <translation>Xóa thẻ này?</translation>
        </message>
        <message>
            <source>Delete this view?</source>
            <translation>Xóa chế độ xem này?</translation>
        </message>
        <message>
            <source>Deleting…</source>
            <translation>Đang xóa…</translation>
        </message>
        <message>
            <source>Delivered</source>
            <translation>Đã giao</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Mô tả</translation>
        </message>
        <message>
            <source>Did not work: {state}</source>
            <translation>Không thực hiện được: {state}</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Bỏ</translation>
        </message>
        <message>
            <source>Discard this message?</source>
            <translation>Bỏ tin nhắn này?</translation>
        </message>
        <message>
            <source>Disconnect</source>
            <translation>Ngắt kết nối</translation>
        </message>
        <message>
            <source>Disconnect and delete</source>
            <translation>Ngắt kết nối và xóa</translation>
        </message>
        <message>
            <source>Disconnect this shop?</source>
            <translation>Ngắt kết nối shop này?</translation>
        </message>
        <message>
            <source>Disconnected</source>
            <translation>Đã ngắt kết nối</translation>
        </message>
        <message>
            <source>Disconnecting…</source>
            <translation>Đang ngắt kết nối…</translation>
        </message>
        <message>
            <source>Disconnect…</source>
            <translation>Ngắt kết nối…</translation>
        </message>
        <message>
            <source>Disk</source>
            <translation>Ổ đĩa</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Do not send these pictures</source>
            <translation>Không gửi các ảnh này</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Xong</translation>
        </message>
        <message>
            <source>Done; TikTok does not give out some of the conversations</source>
            <translation>Đã xong; một số hội thoại TikTok không còn cho tải</translation>
        </message>
        <message>
            <source>Draft:</source>
            <translation>Nháp:</translation>
        </message>
        <message>
            <source>Edit and send</source>
            <translation>Sửa rồi gửi</translation>
        </message>
        <message>
            <source>Emoji</source>
            <translation>Biểu tượng cảm xúc</translation>
        </message>
        <message>
            <source>Emoji {emoji}</source>
            <translation>Biểu tượng {emoji}</translation>
        </message>
        <message>
            <source>Empty the app's list of IP addresses in Partner Center: a desktop's changes.</source>
            <translation>Hãy xóa danh sách IP của ứng dụng ở Partner Center: IP của máy tính hay thay đổi.</translation>
        </message>
        <message>
            <source>Empty: from the beginning.</source>
            <translation>Để trống: từ đầu.</translation>
        </message>
        <message>
            <source>Empty: until now.</source>
            <translation>Để trống: đến bây giờ.</translation>
        </message>
        <message>
            <source>Ends at</source>
            <translation>Kết thúc lúc</translation>
        </message>
        <message>
            <source>Enter a name.</source>
            <translation>Hãy nhập tên.</translation>
        </message>
        <message>
            <source>Enter a time of the day, such as 08:30 or 22:00.</source>
            <translation>Hãy nhập giờ trong ngày, ví dụ 08:30 hoặc 22:00.</translation>
        </message>
        <message>
            <source>Enter at least one of the two days.</source>
            <translation>Hãy nhập ít nhất một trong hai ngày.</translation>
        </message>
        <message>
            <source>Enter or a click on a line: press the new keys. Delete: back to the default.</source>
            <translation>Nhấn Enter hoặc bấm vào một dòng rồi nhấn phím mới. Delete: về mặc định.</translation>
        </message>
        <message>
            <source>Enter sends · Shift+Enter breaks the line</source>
            <translation>Enter gửi · Shift+Enter xuống dòng</translation>
        </message>
        <message>
            <source>Enter the app key.</source>
            <translation>Bạn nhập app key nhé.</translation>
        </message>
        <message>
            <source>Enter the app secret.</source>
            <translation>Bạn nhập app secret nhé.</translation>
        </message>
        <message>
            <source>Enter the service ID or paste the authorization link.</source>
            <translation>Bạn nhập service ID hoặc dán liên kết cấp quyền.</translation>
        </message>
        <message>
            <source>Everyone has an answer</source>
            <translation>Đã trả lời hết rồi</translation>
        </message>
        <message>
            <source>Everyone has an answer.</source>
            <translation>Khách nào cũng đã được trả lời.</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Toàn bộ</translation>
        </message>
        <message>
            <source>February</source>
            <translation>tháng 2</translation>
        </message>
        <message>
            <source>File access</source>
            <translation>Quyền đọc tệp</translation>
        </message>
        <message>
            <source>Filter: unanswered</source>
            <translation>Lọc: chưa trả lời</translation>
        </message>
        <message>
            <source>Filter: unread</source>
            <translation>Lọc: chưa xem</translation>
        </message>
        <message>
            <source>Filtered for {filters}. Old conversations are still coming.</source>
            <translation>Đang lọc: {filters}. Hội thoại cũ vẫn đang được tải về.</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>Bộ lọc</translation>
        </message>
        <message>
            <source>Find a tag</source>
            <translation>Tìm thẻ</translation>
        </message>
        <message>
            <source>Find in this conversation</source>
            <translation>Tìm trong hội thoại này</translation>
        </message>
        <message>
            <source>Find or create a tag</source>
            <translation>Tìm hoặc tạo thẻ</translation>
        </message>
        <message>
            <source>Forget the reminder ({time})</source>
            <translation>Bỏ nhắc lại ({time})</translation>
        </message>
        <message>
            <source>Forget the reminders</source>
            <translation>Bỏ các lần nhắc</translation>
        </message>
        <message>
            <source>Free some space on this disk.</source>
            <translation>Hãy giải phóng bớt dung lượng ổ đĩa này.</translation>
        </message>
        <message>
            <source>Fri</source>
            <translation>Thứ 6</translation>
        </message>
        <message>
            <source>Friday</source>
            <translation>Thứ Sáu</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Từ ngày</translation>
        </message>
        <message>
            <source>From a day…</source>
            <translation>Từ ngày…</translation>
        </message>
        <message>
            <source>From this day on</source>
            <translation>Từ ngày này trở đi</translation>
        </message>
        <message>
            <source>Give it a name.</source>
            <translation>Hãy đặt tên.</translation>
        </message>
        <message>
            <source>Give yourself the right to read and write it, or choose another one (--data-dir).</source>
            <translation>Hãy cấp cho mình quyền đọc và ghi, hoặc chọn thư mục khác (--data-dir).</translation>
        </message>
        <message>
            <source>Given up</source>
            <translation>Đã ngắt</translation>
        </message>
        <message>
            <source>Go to the newest message</source>
            <translation>Đến tin mới nhất</translation>
        </message>
        <message>
            <source>Go to…</source>
            <translation>Đi tới…</translation>
        </message>
        <message>
            <source>Goes back {goal}</source>
            <translation>Tải lùi {goal}</translation>
        </message>
        <message>
            <source>Goes into the keyring of this computer and nowhere else.</source>
            <translation>Chỉ cất trong kho mật khẩu của máy này, không nơi nào khác.</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>Xanh lá</translation>
        </message>
        <message>
            <source>Grey</source>
            <translation>Xám</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Nhóm</translation>
        </message>
        <message>
            <source>Group or shop {number}</source>
            <translation>Nhóm hoặc shop {number}</translation>
        </message>
        <message>
            <source>Group {name}, {counts}</source>
            <translation>Nhóm {name}, {counts}</translation>
        </message>
        <message>
            <source>Has order</source>
            <translation>Có đơn</translation>
        </message>
        <message>
            <source>Has to sign in</source>
            <translation>Cần đăng nhập lại</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>Ẩn</translation>
        </message>
        <message>
            <source>Hide the side panel</source>
            <translation>Ẩn bảng bên</translation>
        </message>
        <message>
            <source>Hours to answer</source>
            <translation>Số giờ phải trả lời</translation>
        </message>
        <message>
            <source>Hours to answer: {market}</source>
            <translation>Số giờ phải trả lời: {market}</translation>
        </message>
        <message>
            <source>How far back</source>
            <translation>Tải lùi đến đâu</translation>
        </message>
        <message>
            <source>Id in the chat</source>
            <translation>ID trong chat</translation>
        </message>
        <message>
            <source>In 1 hour</source>
            <translation>Sau 1 giờ</translation>
        </message>
        <message>
            <source>In 3 days at 08:00</source>
            <translation>Sau 3 ngày, lúc 08:00</translation>
        </message>
        <message>
            <source>In 3 hours</source>
            <translation>Sau 3 giờ</translation>
        </message>
        <message>
            <source>In transit</source>
            <translation>Đang giao</translation>
        </message>
        <message>
            <source>Indigo</source>
            <translation>Chàm</translation>
        </message>
        <message>
            <source>Indonesia</source>
            <translation>Indonesia</translation>
        </message>
        <message>
            <source>Insert an emoji</source>
            <translation>Chèn biểu tượng cảm xúc</translation>
        </message>
        <message>
            <source>Install or switch on the system's keyring (on Linux gnome-keyring or KWallet).</source>
            <translation>Hãy cài hoặc bật kho khóa của hệ thống (trên Linux: gnome-keyring hoặc KWallet).</translation>
        </message>
        <message>
            <source>It arrived</source>
            <translation>Đã đến rồi</translation>
        </message>
        <message>
            <source>It belongs to another attempt. Go back to Nobi and open the page anew.</source>
            <translation>Trang này thuộc lần thử khác. Bạn quay lại Nobi và mở trang mới.</translation>
        </message>
        <message>
            <source>It could not be saved under this name.</source>
            <translation>Không lưu được với tên này.</translation>
        </message>
        <message>
            <source>It did not work ({code}).</source>
            <translation>Không thực hiện được ({code}).</translation>
        </message>
        <message>
            <source>It is longer than 2,000 characters.</source>
            <translation>Tin dài hơn 2.000 ký tự.</translation>
        </message>
        <message>
            <source>It keeps what the list shows now</source>
            <translation>Lưu đúng những gì danh sách đang hiện</translation>
        </message>
        <message>
            <source>It waited too long; send it again if it still fits.</source>
            <translation>Tin đã chờ quá lâu; nếu vẫn còn hợp thì bạn gửi lại nhé.</translation>
        </message>
        <message>
            <source>It was declined on TikTok. Continue in the browser once more and agree.</source>
            <translation>Yêu cầu đã bị từ chối trên TikTok. Bạn tiếp tục lại trên trình duyệt và bấm đồng ý.</translation>
        </message>
        <message>
            <source>Its history, drafts and waiting messages stay as they are.</source>
            <translation>Lịch sử, bản nháp và tin đang chờ của shop vẫn giữ nguyên.</translation>
        </message>
        <message>
            <source>Its key belongs to “{other}” now. Give that one its default back first.</source>
            <translation>Phím này đang thuộc về “{other}”. Hãy khôi phục mặc định cho lệnh đó trước.</translation>
        </message>
        <message>
            <source>Its secret is kept in the keyring of this computer.</source>
            <translation>App secret đã được cất trong kho mật khẩu của máy này.</translation>
        </message>
        <message>
            <source>Its shops and their conversations stay as they are.</source>
            <translation>Các shop và hội thoại vẫn giữ nguyên.</translation>
        </message>
        <message>
            <source>Jade</source>
            <translation>Ngọc bích</translation>
        </message>
        <message>
            <source>January</source>
            <translation>tháng 1</translation>
        </message>
        <message>
            <source>July</source>
            <translation>tháng 7</translation>
        </message>
        <message>
            <source>June</source>
            <translation>tháng 6</translation>
        </message>
        <message>
            <source>Keep the history to read (recommended)</source>
            <translation>Giữ lịch sử để đọc (nên chọn)</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Phím tắt</translation>
        </message>
        <message>
            <source>Keyboard shortcuts…</source>
            <translation>Phím tắt…</translation>
        </message>
        <message>
            <source>Keyring</source>
            <translation>Kho khóa</translation>
        </message>
        <message>
            <source>Keys, app and shop do not belong together. Sign in again, nothing is lost.</source>
            <translation>Khóa, ứng dụng và shop không khớp nhau. Hãy đăng nhập lại, không mất gì cả.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Ngôn ngữ</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>Chữ lớn hơn</translation>
        </message>
        <message>
            <source>Last message between</source>
            <translation>Tin nhắn cuối trong khoảng</translation>
        </message>
        <message>
            <source>Leave out picture {number}</source>
            <translation>Bỏ ảnh {number}</translation>
        </message>
        <message>
            <source>Let the system set date, time and time zone by itself.</source>
            <translation>Hãy để hệ thống tự đặt ngày, giờ và múi giờ.</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Sáng</translation>
        </message>
        <message>
            <source>Link of the page where you agree</source>
            <translation>Liên kết trang cấp quyền</translation>
        </message>
        <message>
            <source>Link: {url}</source>
            <translation>Liên kết: {url}</translation>
        </message>
        <message>
            <source>List of shops</source>
            <translation>Danh sách shop</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>Đang hoạt động</translation>
        </message>
        <message>
            <source>Load now</source>
            <translation>Tải ngay</translation>
        </message>
        <message>
            <source>Load older messages</source>
            <translation>Tải tin nhắn cũ hơn</translation>
        </message>
        <message>
            <source>Load the missing messages now</source>
            <translation>Tải ngay các tin còn thiếu</translation>
        </message>
        <message>
            <source>Load them</source>
            <translation>Tải ngay</translation>
        </message>
        <message numerus="yes">
            <source>Loading older messages: {n} so far</source>
            <translation>
                <numerusform>Đang tải tin nhắn cũ hơn: đã được {n}</numerusform>
            </translation>
        </message>
        <message>
            <source>Loading older messages…</source>
            <translation>Đang tải tin nhắn cũ hơn…</translation>
        </message>
        <message>
            <source>Loading these messages…</source>
            <translation>Đang tải các tin nhắn này…</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Nhật ký</translation>
        </message>
        <message>
            <source>Longest wait first</source>
            <translation>Chờ lâu nhất</translation>
        </message>
        <message>
            <source>Look for new messages now</source>
            <translation>Lấy tin mới ngay</translation>
        </message>
        <message>
            <source>Looked through names, order numbers and messages of {where}.</source>
            <translation>Đã tìm trong tên, mã đơn và tin nhắn của {where}.</translation>
        </message>
        <message>
            <source>Looking at this computer and at your shops; it can take a minute…</source>
            <translation>Đang kiểm tra máy tính này và các shop của bạn; có thể mất một phút…</translation>
        </message>
        <message>
            <source>Magenta</source>
            <translation>Cánh sen</translation>
        </message>
        <message>
            <source>Malaysia</source>
            <translation>Malaysia</translation>
        </message>
        <message>
            <source>Manage tags</source>
            <translation>Quản lý thẻ</translation>
        </message>
        <message>
            <source>Manage…</source>
            <translation>Quản lý…</translation>
        </message>
        <message>
            <source>March</source>
            <translation>tháng 3</translation>
        </message>
        <message>
            <source>Mark read</source>
            <translation>Đánh dấu đã xem</translation>
        </message>
        <message>
            <source>Mark unread</source>
            <translation>Đánh dấu chưa xem</translation>
        </message>
        <message>
            <source>Marked unread</source>
            <translation>Đã đánh dấu chưa xem</translation>
        </message>
        <message numerus="yes">
            <source>Marked {n} conversations read</source>
            <translation>
                <numerusform>Đã đánh dấu {n} hội thoại là đã xem</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Marked {n} conversations unread</source>
            <translation>
                <numerusform>Đã đánh dấu {n} hội thoại là chưa xem</numerusform>
            </translation>
        </message>
        <message>
            <source>May</source>
            <translation>tháng 5</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>Gộp</translation>
        </message>
        <message>
            <source>Merge into another tag</source>
            <translation>Gộp vào thẻ khác</translation>
        </message>
        <message>
            <source>Merge shops</source>
            <translation>Gộp shop</translation>
        </message>
        <message>
            <source>Merge shops…</source>
            <translation>Gộp shop…</translation>
        </message>
        <message>
            <source>Merge these tags?</source>
            <translation>Gộp hai thẻ này?</translation>
        </message>
        <message>
            <source>Merge…</source>
            <translation>Gộp…</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Tin nhắn</translation>
        </message>
        <message>
            <source>Message of a new kind</source>
            <translation>Tin nhắn loại mới</translation>
        </message>
        <message>
            <source>Message of another kind</source>
            <translation>Tin nhắn loại khác</translation>
        </message>
        <message>
            <source>Message that could not be shown</source>
            <translation>Tin nhắn không hiển thị được</translation>
        </message>
        <message>
            <source>Message to {name}</source>
            <translation>Tin nhắn cho {name}</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Tin nhắn</translation>
        </message>
        <message>
            <source>Messages are loading here</source>
            <translation>Đang tải tin nhắn ở đoạn này</translation>
        </message>
        <message>
            <source>Messages are missing here</source>
            <translation>Ở đây còn thiếu tin nhắn</translation>
        </message>
        <message>
            <source>Messages waiting to be sent: {count}. They go when you open Nobi again.</source>
            <translation>Còn {count} tin đang chờ gửi. Nobi sẽ gửi khi bạn mở lại.</translation>
        </message>
        <message>
            <source>Messages with {name}</source>
            <translation>Tin nhắn với {name}</translation>
        </message>
        <message>
            <source>Mon</source>
            <translation>Thứ 2</translation>
        </message>
        <message>
            <source>Monday</source>
            <translation>Thứ Hai</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Thêm</translation>
        </message>
        <message>
            <source>Morning round</source>
            <translation>Việc buổi sáng</translation>
        </message>
        <message>
            <source>Move down</source>
            <translation>Chuyển xuống</translation>
        </message>
        <message>
            <source>Move up</source>
            <translation>Chuyển lên</translation>
        </message>
        <message>
            <source>Mustard</source>
            <translation>Mù tạt</translation>
        </message>
        <message>
            <source>My shift</source>
            <translation>Ca của tôi</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Tên</translation>
        </message>
        <message>
            <source>Name of the branch</source>
            <translation>Tên chi nhánh</translation>
        </message>
        <message>
            <source>Name of the group</source>
            <translation>Tên nhóm</translation>
        </message>
        <message>
            <source>Name of the tag</source>
            <translation>Tên thẻ</translation>
        </message>
        <message>
            <source>Name of the view</source>
            <translation>Tên chế độ xem</translation>
        </message>
        <message>
            <source>Nearest deadline first</source>
            <translation>Gần hạn nhất</translation>
        </message>
        <message>
            <source>Needed only to save it</source>
            <translation>Chỉ cần khi lưu nhóm</translation>
        </message>
        <message>
            <source>Needs an answer</source>
            <translation>Cần trả lời</translation>
        </message>
        <message>
            <source>Needs no answer</source>
            <translation>Không cần trả lời</translation>
        </message>
        <message>
            <source>Needs no answer, or does</source>
            <translation>Không cần trả lời / cần trả lời</translation>
        </message>
        <message>
            <source>New branch</source>
            <translation>Chi nhánh mới</translation>
        </message>
        <message>
            <source>New branch…</source>
            <translation>Chi nhánh mới…</translation>
        </message>
        <message>
            <source>New group</source>
            <translation>Nhóm mới</translation>
        </message>
        <message>
            <source>New line</source>
            <translation>Xuống dòng</translation>
        </message>
        <message>
            <source>New messages arrive within 15 seconds.</source>
            <translation>Tin mới về trong vòng 15 giây.</translation>
        </message>
        <message>
            <source>New tag</source>
            <translation>Thẻ mới</translation>
        </message>
        <message>
            <source>New view</source>
            <translation>Chế độ xem mới</translation>
        </message>
        <message>
            <source>Newer hit</source>
            <translation>Kết quả mới hơn</translation>
        </message>
        <message>
            <source>Newest first</source>
            <translation>Mới nhất</translation>
        </message>
        <message>
            <source>Next conversation</source>
            <translation>Hội thoại sau</translation>
        </message>
        <message>
            <source>Next part of the window</source>
            <translation>Vùng tiếp theo của cửa sổ</translation>
        </message>
        <message>
            <source>Next try at {time}.</source>
            <translation>Sẽ thử lại lúc {time}.</translation>
        </message>
        <message>
            <source>Next who waits for an answer</source>
            <translation>Khách đang chờ kế tiếp</translation>
        </message>
        <message>
            <source>No branch</source>
            <translation>Không thuộc chi nhánh</translation>
        </message>
        <message>
            <source>No branch yet. Give the first one a name and save it.</source>
            <translation>Chưa có chi nhánh. Hãy đặt tên cho chi nhánh đầu tiên rồi lưu.</translation>
        </message>
        <message>
            <source>No command is called “{words}”.</source>
            <translation>Không có lệnh nào tên “{words}”.</translation>
        </message>
        <message>
            <source>No connection</source>
            <translation>Mất kết nối</translation>
        </message>
        <message>
            <source>No connection. What you write is kept and sent later.</source>
            <translation>Mất kết nối. Tin bạn soạn được giữ lại và sẽ gửi sau.</translation>
        </message>
        <message>
            <source>No connection; it goes on by itself</source>
            <translation>Mất kết nối; sẽ tự tiếp tục</translation>
        </message>
        <message>
            <source>No conversation fits all of this: {filters}.</source>
            <translation>Không có hội thoại nào khớp với: {filters}.</translation>
        </message>
        <message>
            <source>No conversation has it.</source>
            <translation>Chưa hội thoại nào có thẻ này.</translation>
        </message>
        <message>
            <source>No conversations yet</source>
            <translation>Chưa có hội thoại</translation>
        </message>
        <message>
            <source>No group is saved yet. Tick shops, give them a name and save them as a group.</source>
            <translation>Chưa lưu nhóm nào. Hãy chọn shop, đặt tên rồi lưu thành nhóm.</translation>
        </message>
        <message>
            <source>No keys</source>
            <translation>Chưa có phím</translation>
        </message>
        <message>
            <source>No messages yet</source>
            <translation>Chưa có tin nhắn</translation>
        </message>
        <message>
            <source>No order</source>
            <translation>Chưa có đơn</translation>
        </message>
        <message>
            <source>No permission</source>
            <translation>Chưa được cấp quyền</translation>
        </message>
        <message>
            <source>No secure connection to TikTok: a filter or the clock of this computer may be in the way. Nobi keeps trying.</source>
            <translation>Không có kết nối an toàn tới TikTok: có thể do bộ lọc mạng hoặc đồng hồ máy tính. Nobi vẫn tiếp tục thử.</translation>
        </message>
        <message>
            <source>No shop belongs to it.</source>
            <translation>Chưa có shop nào thuộc chi nhánh này.</translation>
        </message>
        <message>
            <source>No shop is called {wanted}. There are: {names}.</source>
            <translation>Không có shop nào tên {wanted}. Hiện có: {names}.</translation>
        </message>
        <message>
            <source>No shop is called {wanted}; none is connected here.</source>
            <translation>Không có shop nào tên {wanted}; máy này chưa kết nối shop nào.</translation>
        </message>
        <message>
            <source>No shop is connected here.</source>
            <translation>Máy này chưa kết nối shop nào.</translation>
        </message>
        <message>
            <source>No shop is connected yet.</source>
            <translation>Chưa kết nối shop nào.</translation>
        </message>
        <message>
            <source>No shop is like that.</source>
            <translation>Không tìm thấy shop nào.</translation>
        </message>
        <message>
            <source>No tag</source>
            <translation>Không có thẻ</translation>
        </message>
        <message>
            <source>No tag yet. Give the first one a name and save it.</source>
            <translation>Chưa có thẻ nào. Hãy đặt tên cho thẻ đầu tiên rồi lưu.</translation>
        </message>
        <message>
            <source>No tags yet. Press {key} in a conversation to make the first.</source>
            <translation>Chưa có thẻ nào. Nhấn {key} trong một hội thoại để tạo thẻ đầu tiên.</translation>
        </message>
        <message>
            <source>No tags yet. The first is made in a conversation.</source>
            <translation>Chưa có thẻ nào. Hãy tạo thẻ đầu tiên trong một hội thoại.</translation>
        </message>
        <message>
            <source>No view yet. Filter the list, give what it shows a name and save it.</source>
            <translation>Chưa có chế độ xem nào. Hãy lọc danh sách, đặt tên rồi lưu lại.</translation>
        </message>
        <message>
            <source>Nobi Desktop {version}: examination of {when}</source>
            <translation>Nobi Desktop {version}: kiểm tra lúc {when}</translation>
        </message>
        <message>
            <source>Nobi can't open its data ({detail}).</source>
            <translation>Nobi không mở được dữ liệu ({detail}).</translation>
        </message>
        <message>
            <source>Nobi forgets the shop's keys and reads it no more. On TikTok nothing changes.</source>
            <translation>Nobi xóa khóa của shop và không đọc tin của shop nữa. Trên TikTok không có gì thay đổi.</translation>
        </message>
        <message>
            <source>Nobi has not asked TikTok yet: the buyer may have orders, or none.</source>
            <translation>Nobi chưa hỏi TikTok: khách có thể đã đặt hàng hoặc chưa.</translation>
        </message>
        <message>
            <source>Nobi may not write to its data folder.</source>
            <translation>Nobi không ghi được vào thư mục dữ liệu.</translation>
        </message>
        <message>
            <source>Nobi may not write to its data folder. Choose another one (--data-dir).</source>
            <translation>Nobi không được phép ghi vào thư mục dữ liệu. Bạn chọn thư mục khác nhé (--data-dir).</translation>
        </message>
        <message>
            <source>Nobi reads within the calls TikTok allows each day. Answering buyers always has its share, so a long history may take more than one day.</source>
            <translation>Nobi tải trong số lượt gọi TikTok cho phép mỗi ngày. Việc trả lời khách luôn được giữ phần riêng, nên lịch sử dài có thể mất hơn một ngày.</translation>
        </message>
        <message>
            <source>Nobi will not send it, and its words are gone.</source>
            <translation>Nobi sẽ không gửi tin này và nội dung sẽ mất.</translation>
        </message>
        <message>
            <source>Nobi works through an app of your own in TikTok Shop Partner Center.</source>
            <translation>Nobi hoạt động qua ứng dụng của riêng bạn trên TikTok Shop Partner Center.</translation>
        </message>
        <message>
            <source>Nobi's data cannot be written at the moment; Nobi tries again.</source>
            <translation>Hiện chưa ghi được dữ liệu của Nobi; Nobi sẽ thử lại.</translation>
        </message>
        <message>
            <source>Nobi's data is damaged. Start Nobi again, so that it can be mended.</source>
            <translation>Dữ liệu của Nobi bị hỏng. Bạn mở lại Nobi để sửa.</translation>
        </message>
        <message>
            <source>Nobody waits, and no reminder is set.</source>
            <translation>Không ai đang chờ và không có lời nhắc nào.</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Không</translation>
        </message>
        <message>
            <source>Not checked yet</source>
            <translation>Chưa kiểm tra</translation>
        </message>
        <message>
            <source>Not found</source>
            <translation>Không tìm thấy</translation>
        </message>
        <message>
            <source>Not taking conversations</source>
            <translation>Đang tắt nhận hội thoại</translation>
        </message>
        <message>
            <source>Not yet
complete</source>
            <translation>Chưa
đồng bộ</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Ghi chú</translation>
        </message>
        <message>
            <source>Note on the buyer</source>
            <translation>Ghi chú về khách</translation>
        </message>
        <message>
            <source>Nothing found for “{words}”</source>
            <translation>Không tìm thấy “{words}”</translation>
        </message>
        <message>
            <source>Nothing found so far</source>
            <translation>Chưa tìm thấy gì</translation>
        </message>
        <message>
            <source>Nothing has come yet</source>
            <translation>Chưa tải được gì</translation>
        </message>
        <message>
            <source>Nothing is wrong here: wait some minutes and look again.</source>
            <translation>Phía bạn không có lỗi: hãy đợi vài phút rồi kiểm tra lại.</translation>
        </message>
        <message>
            <source>Nothing left here</source>
            <translation>Không còn gì ở đây</translation>
        </message>
        <message>
            <source>Nothing read yet</source>
            <translation>Chưa tải tin nào</translation>
        </message>
        <message>
            <source>Nothing to do: new messages come again after that.</source>
            <translation>Không cần làm gì: sau đó tin mới sẽ về tiếp.</translation>
        </message>
        <message>
            <source>Nothing to do: the count begins anew at midnight.</source>
            <translation>Không cần làm gì: qua nửa đêm sẽ tính lại từ đầu.</translation>
        </message>
        <message>
            <source>Nothing was connected</source>
            <translation>Chưa kết nối shop nào</translation>
        </message>
        <message>
            <source>Nothing yet. Tick shops, choose how far back, and start. You can go on working.</source>
            <translation>Chưa có gì. Hãy chọn shop, chọn tải lùi đến đâu rồi bắt đầu. Bạn vẫn làm việc bình thường.</translation>
        </message>
        <message>
            <source>Notice from TikTok Shop</source>
            <translation>Thông báo từ TikTok Shop</translation>
        </message>
        <message>
            <source>Notification</source>
            <translation>Thông báo</translation>
        </message>
        <message>
            <source>November</source>
            <translation>tháng 11</translation>
        </message>
        <message>
            <source>Ocean</source>
            <translation>Xanh biển</translation>
        </message>
        <message>
            <source>October</source>
            <translation>tháng 10</translation>
        </message>
        <message>
            <source>Older hit</source>
            <translation>Kết quả cũ hơn</translation>
        </message>
        <message>
            <source>Older messages are not loaded yet</source>
            <translation>Tin nhắn cũ hơn chưa được tải</translation>
        </message>
        <message>
            <source>Older messages could not be loaded</source>
            <translation>Không tải được tin nhắn cũ hơn</translation>
        </message>
        <message>
            <source>Olive</source>
            <translation>Ô liu</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>Tạm giữ</translation>
        </message>
        <message>
            <source>Only PNG and JPG pictures can be sent to TikTok Shop.</source>
            <translation>TikTok Shop chỉ nhận ảnh PNG và JPG.</translation>
        </message>
        <message>
            <source>Only pictures can be sent: TikTok Shop takes no files in a chat.</source>
            <translation>Chỉ gửi được ảnh: TikTok Shop không nhận tệp trong hội thoại.</translation>
        </message>
        <message>
            <source>Only the first 20,000 characters were pasted.</source>
            <translation>Chỉ dán 20.000 ký tự đầu tiên.</translation>
        </message>
        <message>
            <source>Only this branch on the rail</source>
            <translation>Chỉ hiện chi nhánh này</translation>
        </message>
        <message>
            <source>Only this tag</source>
            <translation>Chỉ thẻ này</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Mở</translation>
        </message>
        <message>
            <source>Open Nobi and leave it open for a minute; if this stays, connect the shop again.</source>
            <translation>Hãy mở Nobi và để đó một phút; nếu vẫn vậy thì kết nối lại shop.</translation>
        </message>
        <message>
            <source>Open Nobi: it makes a backup each day it runs.</source>
            <translation>Hãy mở Nobi: mỗi ngày chạy Nobi đều tự sao lưu.</translation>
        </message>
        <message>
            <source>Open Nobi: it sets the damaged file aside and repairs what it can.</source>
            <translation>Hãy mở Nobi: Nobi cất riêng tệp hỏng và sửa những gì có thể.</translation>
        </message>
        <message>
            <source>Open Nobi: it takes that right away again.</source>
            <translation>Hãy mở Nobi: Nobi sẽ tự bỏ quyền đó.</translation>
        </message>
        <message>
            <source>Open a conversation first.</source>
            <translation>Hãy mở một hội thoại trước.</translation>
        </message>
        <message>
            <source>Open a conversation or select some first.</source>
            <translation>Hãy mở một hội thoại hoặc chọn vài hội thoại trước.</translation>
        </message>
        <message>
            <source>Open a conversation to see who the buyer is.</source>
            <translation>Mở một hội thoại để xem thông tin khách.</translation>
        </message>
        <message>
            <source>Open any page in the browser: a Wi-Fi may want you to sign in first.</source>
            <translation>Hãy mở một trang bất kỳ trong trình duyệt: có thể Wi-Fi yêu cầu đăng nhập trước.</translation>
        </message>
        <message>
            <source>Open in browser</source>
            <translation>Mở bằng trình duyệt</translation>
        </message>
        <message>
            <source>Open link</source>
            <translation>Mở liên kết</translation>
        </message>
        <message>
            <source>Open that conversation in Seller Center to read them, and send us this report.</source>
            <translation>Hãy mở hội thoại đó trong Seller Center để đọc, và gửi báo cáo này cho bộ phận hỗ trợ của Nobi.</translation>
        </message>
        <message>
            <source>Open the browser again</source>
            <translation>Mở lại trình duyệt</translation>
        </message>
        <message>
            <source>Open the picture</source>
            <translation>Mở ảnh</translation>
        </message>
        <message>
            <source>Open the sticker</source>
            <translation>Mở nhãn dán</translation>
        </message>
        <message>
            <source>Open this page?</source>
            <translation>Mở trang này?</translation>
        </message>
        <message numerus="yes">
            <source>Open {n} shops together</source>
            <translation>
                <numerusform>Mở gộp {n} shop</numerusform>
            </translation>
        </message>
        <message>
            <source>Or paste the address the browser ended on, or the code</source>
            <translation>Hoặc dán địa chỉ cuối cùng trên trình duyệt, hay mã</translation>
        </message>
        <message>
            <source>Orange</source>
            <translation>Cam</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Đơn hàng</translation>
        </message>
        <message>
            <source>Order {id}</source>
            <translation>Đơn hàng {id}</translation>
        </message>
        <message>
            <source>Order: {order}</source>
            <translation>Sắp xếp: {order}</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>Đơn hàng</translation>
        </message>
        <message>
            <source>Orders and products</source>
            <translation>Đơn hàng và sản phẩm</translation>
        </message>
        <message>
            <source>Orders and products work. Chats need an app that may read and write them.</source>
            <translation>Đơn hàng và sản phẩm dùng được. Trò chuyện cần ứng dụng có quyền đọc và gửi tin.</translation>
        </message>
        <message>
            <source>Orders are still being checked</source>
            <translation>Đang kiểm tra đơn hàng</translation>
        </message>
        <message>
            <source>Orders not checked</source>
            <translation>Chưa kiểm tra đơn</translation>
        </message>
        <message>
            <source>Other markets</source>
            <translation>Thị trường khác</translation>
        </message>
        <message>
            <source>Others</source>
            <translation>Khác</translation>
        </message>
        <message>
            <source>Parcel on its way</source>
            <translation>Vận chuyển</translation>
        </message>
        <message>
            <source>Partly shipped</source>
            <translation>Đã gửi một phần</translation>
        </message>
        <message>
            <source>Paste the address the browser ended on, or the code</source>
            <translation>Dán địa chỉ cuối cùng trên trình duyệt, hay mã</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Tạm dừng</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Đang tạm dừng</translation>
        </message>
        <message>
            <source>Paused: the shop is disconnected</source>
            <translation>Đang tạm dừng: shop đã ngắt kết nối</translation>
        </message>
        <message>
            <source>Philippines</source>
            <translation>Philippines</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Điện thoại</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>Ảnh</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Ảnh</translation>
        </message>
        <message>
            <source>Picture {number}</source>
            <translation>Ảnh {number}</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Ảnh</translation>
        </message>
        <message>
            <source>Pictures to send</source>
            <translation>Ảnh chờ gửi</translation>
        </message>
        <message>
            <source>Pictures to send: {count}</source>
            <translation>Ảnh chờ gửi: {count}</translation>
        </message>
        <message>
            <source>Pink</source>
            <translation>Hồng</translation>
        </message>
        <message>
            <source>Play the video</source>
            <translation>Phát video</translation>
        </message>
        <message>
            <source>Press the keys… (Esc leaves)</source>
            <translation>Nhấn phím… (Esc để thôi)</translation>
        </message>
        <message>
            <source>Previous conversation</source>
            <translation>Hội thoại trước</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>Sản phẩm</translation>
        </message>
        <message>
            <source>Product {id}</source>
            <translation>Sản phẩm {id}</translation>
        </message>
        <message>
            <source>Products</source>
            <translation>Sản phẩm</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Chương trình</translation>
        </message>
        <message>
            <source>Qty {count}</source>
            <translation>SL {count}</translation>
        </message>
        <message>
            <source>Reached {day}</source>
            <translation>Đã tải đến {day}</translation>
        </message>
        <message>
            <source>Reached {day}, goes back {goal}</source>
            <translation>Đã đến {day}, tải lùi {goal}</translation>
        </message>
        <message>
            <source>Reading</source>
            <translation>Đang tải</translation>
        </message>
        <message>
            <source>Reading the messages that came meanwhile.</source>
            <translation>Đang đọc những tin về trong lúc chờ.</translation>
        </message>
        <message>
            <source>Redirect URL</source>
            <translation>Redirect URL</translation>
        </message>
        <message>
            <source>Refresh now</source>
            <translation>Lấy tin ngay</translation>
        </message>
        <message>
            <source>Refresh token</source>
            <translation>Làm mới token</translation>
        </message>
        <message>
            <source>Refreshing…</source>
            <translation>Đang làm mới…</translation>
        </message>
        <message>
            <source>Remind me</source>
            <translation>Nhắc lại</translation>
        </message>
        <message>
            <source>Remind me later…</source>
            <translation>Nhắc lại sau…</translation>
        </message>
        <message numerus="yes">
            <source>Reminder set for {n} conversations</source>
            <translation>
                <numerusform>Đã đặt nhắc lại cho {n} hội thoại</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Reminder taken off {n} conversations</source>
            <translation>
                <numerusform>Đã bỏ nhắc lại của {n} hội thoại</numerusform>
            </translation>
        </message>
        <message>
            <source>Reminder: {time}</source>
            <translation>Nhắc lại: {time}</translation>
        </message>
        <message>
            <source>Reminders</source>
            <translation>Nhắc lại</translation>
        </message>
        <message>
            <source>Remove from this list</source>
            <translation>Bỏ khỏi danh sách</translation>
        </message>
        <message>
            <source>Representative</source>
            <translation>Người đại diện</translation>
        </message>
        <message>
            <source>Reset to the defaults</source>
            <translation>Về mặc định</translation>
        </message>
        <message>
            <source>Response rules and shift</source>
            <translation>Thời hạn trả lời và ca làm</translation>
        </message>
        <message>
            <source>Response rules and shift…</source>
            <translation>Thời hạn trả lời và ca làm…</translation>
        </message>
        <message>
            <source>Restore all defaults</source>
            <translation>Khôi phục mặc định</translation>
        </message>
        <message>
            <source>Restore the default</source>
            <translation>Khôi phục mặc định</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Chạy tiếp</translation>
        </message>
        <message>
            <source>Return or refund</source>
            <translation>Trả hàng/hoàn tiền</translation>
        </message>
        <message>
            <source>Robot:</source>
            <translation>Robot:</translation>
        </message>
        <message>
            <source>Sat</source>
            <translation>Thứ 7</translation>
        </message>
        <message>
            <source>Saturday</source>
            <translation>Thứ Bảy</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Lưu</translation>
        </message>
        <message>
            <source>Save as a group</source>
            <translation>Lưu thành nhóm</translation>
        </message>
        <message>
            <source>Save changes</source>
            <translation>Lưu thay đổi</translation>
        </message>
        <message>
            <source>Save this filter</source>
            <translation>Lưu bộ lọc này</translation>
        </message>
        <message>
            <source>Save this filter…</source>
            <translation>Lưu bộ lọc này…</translation>
        </message>
        <message>
            <source>Saved groups</source>
            <translation>Nhóm đã lưu</translation>
        </message>
        <message>
            <source>Saved view</source>
            <translation>Bộ lọc đã lưu</translation>
        </message>
        <message>
            <source>Saved view: {name}</source>
            <translation>Chế độ xem đã lưu: {name}</translation>
        </message>
        <message>
            <source>Saved views</source>
            <translation>Chế độ xem đã lưu</translation>
        </message>
        <message>
            <source>Saved views…</source>
            <translation>Chế độ xem đã lưu…</translation>
        </message>
        <message>
            <source>Saving keys in the keyring…</source>
            <translation>Đang cất khóa vào kho mật khẩu…</translation>
        </message>
        <message>
            <source>Scopes</source>
            <translation>Quyền (scope)</translation>
        </message>
        <message>
            <source>Search all shops</source>
            <translation>Tìm ở tất cả shop</translation>
        </message>
        <message>
            <source>Search by name, code, country or branch</source>
            <translation>Tìm theo tên, mã, quốc gia, chi nhánh</translation>
        </message>
        <message>
            <source>Search by word or key</source>
            <translation>Tìm theo tên lệnh hoặc phím</translation>
        </message>
        <message>
            <source>Search everything</source>
            <translation>Tìm mọi thứ</translation>
        </message>
        <message>
            <source>Search messages for “{words}”</source>
            <translation>Tìm “{words}” trong tin nhắn</translation>
        </message>
        <message>
            <source>Search names, chats, orders</source>
            <translation>Tìm tên, tin nhắn, mã đơn</translation>
        </message>
        <message>
            <source>Search results</source>
            <translation>Kết quả tìm kiếm</translation>
        </message>
        <message>
            <source>Search shops</source>
            <translation>Tìm shop</translation>
        </message>
        <message>
            <source>See in Seller Center whether the shop is active and approved.</source>
            <translation>Hãy xem trong Seller Center shop đã hoạt động và được duyệt chưa.</translation>
        </message>
        <message>
            <source>See the app's permissions in Partner Center.</source>
            <translation>Hãy xem các quyền của ứng dụng ở Partner Center.</translation>
        </message>
        <message>
            <source>See what is said of the connection to TikTok above.</source>
            <translation>Hãy xem phần kết nối tới TikTok ở trên.</translation>
        </message>
        <message>
            <source>See what is said of the keyring above.</source>
            <translation>Hãy xem phần kho khóa ở trên.</translation>
        </message>
        <message>
            <source>See what is said of your own data above; the shops themselves were not checked.</source>
            <translation>Hãy xem phần dữ liệu của bạn ở trên; chưa kiểm tra được các shop.</translation>
        </message>
        <message>
            <source>Seen from all your shops. Kept in Nobi, on this computer.</source>
            <translation>Xem được từ mọi shop. Chỉ lưu trong Nobi, trên máy này.</translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>Chọn tất cả</translation>
        </message>
        <message>
            <source>Select more in the list</source>
            <translation>Chọn thêm trong danh sách</translation>
        </message>
        <message>
            <source>Select none</source>
            <translation>Bỏ chọn tất cả</translation>
        </message>
        <message>
            <source>Selected conversations</source>
            <translation>Hội thoại đang chọn</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Gửi</translation>
        </message>
        <message>
            <source>Send a picture (PNG or JPG)</source>
            <translation>Gửi ảnh (PNG hoặc JPG)</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Gửi lại</translation>
        </message>
        <message>
            <source>Send now</source>
            <translation>Gửi ngay</translation>
        </message>
        <message>
            <source>Send pictures</source>
            <translation>Gửi ảnh</translation>
        </message>
        <message>
            <source>Send the answer</source>
            <translation>Gửi câu trả lời</translation>
        </message>
        <message>
            <source>Send the message</source>
            <translation>Gửi tin nhắn</translation>
        </message>
        <message>
            <source>Send this report to Nobi's support.</source>
            <translation>Hãy gửi báo cáo này cho bộ phận hỗ trợ của Nobi.</translation>
        </message>
        <message>
            <source>Send, and on to the next who waits</source>
            <translation>Gửi rồi sang khách đang chờ tiếp theo</translation>
        </message>
        <message>
            <source>September</source>
            <translation>tháng 9</translation>
        </message>
        <message>
            <source>Service ID or authorization link</source>
            <translation>Service ID hoặc liên kết cấp quyền</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Cài đặt</translation>
        </message>
        <message>
            <source>Shop</source>
            <translation>Shop</translation>
        </message>
        <message>
            <source>Shop {name} ({region}, id …{tail})</source>
            <translation>Shop {name} ({region}, id …{tail})</translation>
        </message>
        <message>
            <source>Shop ••{tail}</source>
            <translation>Shop ••{tail}</translation>
        </message>
        <message>
            <source>Shops</source>
            <translation>Các shop</translation>
        </message>
        <message>
            <source>Shops granted</source>
            <translation>Shop được cấp</translation>
        </message>
        <message>
            <source>Shops of this branch: {count}</source>
            <translation>Shop của chi nhánh này: {count}</translation>
        </message>
        <message>
            <source>Shops…</source>
            <translation>Quản lý shop…</translation>
        </message>
        <message>
            <source>Shortcut</source>
            <translation>Phím tắt</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Hiện</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>Xem tất cả</translation>
        </message>
        <message>
            <source>Show all conversations</source>
            <translation>Xem tất cả hội thoại</translation>
        </message>
        <message>
            <source>Show all shops</source>
            <translation>Xem tất cả shop</translation>
        </message>
        <message>
            <source>Show every branch on the rail</source>
            <translation>Hiện mọi chi nhánh trên thanh shop</translation>
        </message>
        <message>
            <source>Show it</source>
            <translation>Mở</translation>
        </message>
        <message>
            <source>Show only this shop</source>
            <translation>Chỉ hiện shop này</translation>
        </message>
        <message>
            <source>Show or hide the side panel</source>
            <translation>Hiện / ẩn bảng bên phải</translation>
        </message>
        <message>
            <source>Show the history of these shops</source>
            <translation>Xem lịch sử của các shop này</translation>
        </message>
        <message>
            <source>Show the shops of no branch</source>
            <translation>Hiện các shop chưa thuộc chi nhánh</translation>
        </message>
        <message>
            <source>Show the shops of this branch</source>
            <translation>Hiện các shop của chi nhánh này</translation>
        </message>
        <message>
            <source>Show these shops</source>
            <translation>Hiện các shop này</translation>
        </message>
        <message>
            <source>Show this group</source>
            <translation>Hiện nhóm này</translation>
        </message>
        <message>
            <source>Sign in again</source>
            <translation>Cần đăng nhập lại</translation>
        </message>
        <message>
            <source>Sign in again…</source>
            <translation>Đăng nhập lại…</translation>
        </message>
        <message>
            <source>Sign in to TikTok there as the owner of the shop and agree. Nobi then goes on.</source>
            <translation>Bạn đăng nhập TikTok ở đó bằng tài khoản chủ shop rồi bấm đồng ý. Sau đó Nobi tự làm tiếp.</translation>
        </message>
        <message>
            <source>Sign in to the Wi-Fi, check the clock, and whether a virus scanner or proxy opens secure connections.</source>
            <translation>Hãy đăng nhập Wi-Fi, kiểm tra đồng hồ, và xem phần mềm diệt virus hay proxy có chen vào kết nối bảo mật không.</translation>
        </message>
        <message>
            <source>Sign-in</source>
            <translation>Đăng nhập</translation>
        </message>
        <message>
            <source>Singapore</source>
            <translation>Singapore</translation>
        </message>
        <message>
            <source>Size, address habits, promises…</source>
            <translation>Size, địa chỉ, điều đã hẹn…</translation>
        </message>
        <message>
            <source>Slowed down by TikTok</source>
            <translation>TikTok đang giới hạn tốc độ</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>Chữ nhỏ hơn</translation>
        </message>
        <message>
            <source>Sold: {count}</source>
            <translation>Đã bán {count}</translation>
        </message>
        <message>
            <source>Something went wrong inside Nobi. What was read stays; resume it to go on.</source>
            <translation>Nobi gặp lỗi. Phần đã tải vẫn được giữ; bấm chạy tiếp để tải tiếp.</translation>
        </message>
        <message>
            <source>Something went wrong inside Nobi; it goes on working.</source>
            <translation>Nobi vừa gặp lỗi nhưng vẫn tiếp tục làm việc.</translation>
        </message>
        <message>
            <source>Something went wrong with this shop; Nobi tries again.</source>
            <translation>Shop này gặp trục trặc; Nobi đang thử lại.</translation>
        </message>
        <message>
            <source>Start the newer Nobi with this folder, or choose another one (--data-dir).</source>
            <translation>Hãy dùng bản Nobi mới hơn với thư mục này, hoặc chọn thư mục khác (--data-dir).</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>Đang khởi động</translation>
        </message>
        <message>
            <source>Starting to synchronise.</source>
            <translation>Đang bắt đầu đồng bộ.</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Trạng thái</translation>
        </message>
        <message>
            <source>Sticker</source>
            <translation>Nhãn dán</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Dừng</translation>
        </message>
        <message>
            <source>Stop loading older messages</source>
            <translation>Dừng tải tin nhắn cũ hơn</translation>
        </message>
        <message>
            <source>Sun</source>
            <translation>CN</translation>
        </message>
        <message>
            <source>Sunday</source>
            <translation>Chủ nhật</translation>
        </message>
        <message>
            <source>Switch on</source>
            <translation>Bật lại</translation>
        </message>
        <message>
            <source>Switch on receiving chats in Nobi or Seller Center, or new buyers find nobody.</source>
            <translation>Hãy bật nhận hội thoại trong Nobi hoặc Seller Center, nếu không khách mới sẽ không có ai trả lời.</translation>
        </message>
        <message>
            <source>Switch on the earlier keyring again, or connect the shops again in Nobi.</source>
            <translation>Hãy bật lại kho khóa trước đây, hoặc kết nối lại các shop trong Nobi.</translation>
        </message>
        <message>
            <source>Switch on the system's own keyring; Nobi never writes keys to a plain file.</source>
            <translation>Hãy bật kho khóa của hệ thống; Nobi không bao giờ ghi khóa ra tệp thường.</translation>
        </message>
        <message>
            <source>Switched on: TikTok hands conversations to this account again.</source>
            <translation>Đã bật: TikTok lại chuyển hội thoại cho tài khoản này.</translation>
        </message>
        <message>
            <source>Sync old conversations</source>
            <translation>Đồng bộ hội thoại</translation>
        </message>
        <message>
            <source>Sync old conversations…</source>
            <translation>Đồng bộ hội thoại…</translation>
        </message>
        <message>
            <source>Sync this conversation's messages</source>
            <translation>Đồng bộ tin nhắn của hội thoại này</translation>
        </message>
        <message numerus="yes">
            <source>Sync {n} shops</source>
            <translation>
                <numerusform>Đồng bộ {n} shop</numerusform>
            </translation>
        </message>
        <message>
            <source>System</source>
            <translation>Hệ điều hành</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Thẻ</translation>
        </message>
        <message>
            <source>Tag {number}</source>
            <translation>Thẻ {number}</translation>
        </message>
        <message>
            <source>Tag: {tags}</source>
            <translation>Thẻ: {tags}</translation>
        </message>
        <message>
            <source>Tag: {tags} or none</source>
            <translation>Thẻ: {tags} hoặc chưa có thẻ</translation>
        </message>
        <message numerus="yes">
            <source>Tagged {n} conversations “{name}”</source>
            <translation>
                <numerusform>Đã gắn thẻ “{name}” cho {n} hội thoại</numerusform>
            </translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Thẻ</translation>
        </message>
        <message>
            <source>Tags are kept in Nobi on this computer; TikTok does not see them.</source>
            <translation>Thẻ được lưu trong Nobi trên máy này; TikTok không thấy thẻ.</translation>
        </message>
        <message>
            <source>Tags: {names}</source>
            <translation>Thẻ: {names}</translation>
        </message>
        <message>
            <source>Tags…</source>
            <translation>Thẻ…</translation>
        </message>
        <message>
            <source>Take conversations again?</source>
            <translation>Nhận hội thoại trở lại?</translation>
        </message>
        <message>
            <source>Take out of the merged view</source>
            <translation>Bỏ khỏi hộp thư gộp</translation>
        </message>
        <message>
            <source>Take the last step back</source>
            <translation>Hoàn tác bước vừa rồi</translation>
        </message>
        <message>
            <source>Takes chats</source>
            <translation>Nhận hội thoại</translation>
        </message>
        <message>
            <source>Teal</source>
            <translation>Xanh cổ vịt</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Cỡ chữ</translation>
        </message>
        <message>
            <source>Thailand</source>
            <translation>Thái Lan</translation>
        </message>
        <message>
            <source>That belongs to another shop. Nothing was sent, and your words are kept.</source>
            <translation>Nội dung này thuộc shop khác. Chưa gửi gì, chữ bạn viết vẫn được giữ.</translation>
        </message>
        <message>
            <source>That did not work. Try again.</source>
            <translation>Chưa được. Bạn thử lại nhé.</translation>
        </message>
        <message>
            <source>That is too far back. Choose “Everything” instead.</source>
            <translation>Ngày này quá xa. Hãy chọn “Toàn bộ”.</translation>
        </message>
        <message>
            <source>The answer was not TikTok's. If this network has a sign-in page, sign in there first.</source>
            <translation>Phản hồi không phải của TikTok. Nếu mạng này có trang đăng nhập, bạn đăng nhập ở đó trước.</translation>
        </message>
        <message>
            <source>The app is not meant for this shop's country.</source>
            <translation>Ứng dụng không dành cho quốc gia của shop này.</translation>
        </message>
        <message>
            <source>The app key or the app secret is wrong. Sign in with the right ones.</source>
            <translation>App key hoặc app secret không đúng. Hãy đăng nhập lại với khóa đúng.</translation>
        </message>
        <message>
            <source>The app lacks the permission. Allow it in Partner Center, then sign in.</source>
            <translation>Ứng dụng chưa có quyền. Hãy cấp quyền trong Partner Center rồi đăng nhập lại.</translation>
        </message>
        <message>
            <source>The app lets in listed IP addresses only. Empty its IP allow list in Partner Center.</source>
            <translation>Ứng dụng chỉ nhận các địa chỉ IP trong danh sách. Bạn xóa danh sách IP đó trên Partner Center.</translation>
        </message>
        <message>
            <source>The app may not chat. Allow it in Partner Center, then sign in.</source>
            <translation>Ứng dụng chưa có quyền chat. Hãy cấp quyền trong Partner Center rồi đăng nhập lại.</translation>
        </message>
        <message>
            <source>The app may not read this shop. Give it the permissions in Partner Center, then connect again.</source>
            <translation>Ứng dụng chưa có quyền đọc shop này. Bạn cấp quyền trên Partner Center rồi kết nối lại.</translation>
        </message>
        <message>
            <source>The attempt was ended. Continue in the browser once more.</source>
            <translation>Lần thử này đã kết thúc. Bạn tiếp tục lại trên trình duyệt.</translation>
        </message>
        <message>
            <source>The browser cannot come back by itself: another program uses port 8721. Paste the address instead.</source>
            <translation>Trình duyệt không tự quay lại được vì chương trình khác đang dùng cổng 8721. Bạn dán địa chỉ vào nhé.</translation>
        </message>
        <message>
            <source>The browser could not be opened. Copy this link and open it in one yourself:</source>
            <translation>Không mở được trình duyệt. Bạn sao chép liên kết này và tự mở:</translation>
        </message>
        <message>
            <source>The buyer asks about this order</source>
            <translation>Người mua hỏi về đơn này</translation>
        </message>
        <message>
            <source>The buyer is looking at this product</source>
            <translation>Người mua đang xem sản phẩm</translation>
        </message>
        <message>
            <source>The buyer's orders</source>
            <translation>Đơn hàng của khách</translation>
        </message>
        <message>
            <source>The clock of this computer is wrong, so TikTok refuses calls.</source>
            <translation>Giờ máy tính bị sai nên TikTok từ chối kết nối.</translation>
        </message>
        <message>
            <source>The clock of this computer is wrong.</source>
            <translation>Giờ máy tính bị sai.</translation>
        </message>
        <message>
            <source>The clock of this computer is wrong. Set it right, then messages come again.</source>
            <translation>Giờ máy tính bị sai. Bạn chỉnh lại giờ thì tin nhắn sẽ về tiếp.</translation>
        </message>
        <message>
            <source>The clock of this computer is wrong. The old token stays in use.</source>
            <translation>Đồng hồ máy tính sai. Token cũ vẫn được dùng.</translation>
        </message>
        <message>
            <source>The clock of this computer is {much} fast. Set it right.</source>
            <translation>Đồng hồ máy tính chạy nhanh {much}. Hãy chỉnh lại.</translation>
        </message>
        <message>
            <source>The clock of this computer is {much} slow. Set it right.</source>
            <translation>Đồng hồ máy tính chạy chậm {much}. Hãy chỉnh lại.</translation>
        </message>
        <message>
            <source>The conversation begins here</source>
            <translation>Hội thoại bắt đầu từ đây</translation>
        </message>
        <message>
            <source>The conversation begins here; some messages are missing</source>
            <translation>Hội thoại bắt đầu ở đây; còn thiếu một số tin nhắn</translation>
        </message>
        <message>
            <source>The conversation was handed to another agent</source>
            <translation>Hội thoại được chuyển cho nhân viên khác</translation>
        </message>
        <message>
            <source>The conversations it shows stay as they are.</source>
            <translation>Các hội thoại trong đó vẫn giữ nguyên.</translation>
        </message>
        <message>
            <source>The copy of your chats was damaged and loads anew. Drafts, unsent messages, tags and notes are safe.</source>
            <translation>Bản sao hội thoại bị hỏng, đang tải lại. Nháp, tin chưa gửi, thẻ và ghi chú vẫn an toàn.</translation>
        </message>
        <message>
            <source>The disk is full. Free some space and start Nobi again.</source>
            <translation>Ổ đĩa đã đầy. Bạn giải phóng bớt dung lượng rồi mở lại Nobi nhé.</translation>
        </message>
        <message>
            <source>The disk is full. Make room, or nothing new can be kept.</source>
            <translation>Ổ đĩa đã đầy. Hãy giải phóng dung lượng, nếu không sẽ không lưu được tin mới.</translation>
        </message>
        <message>
            <source>The disk is full. Make room, then try again.</source>
            <translation>Ổ đĩa đã đầy. Bạn dọn bớt rồi thử lại.</translation>
        </message>
        <message>
            <source>The disk is full: new messages are not saved. Make room, and they load by themselves.</source>
            <translation>Ổ đĩa đã đầy: tin mới chưa được lưu. Bạn dọn bớt, tin sẽ tự tải về.</translation>
        </message>
        <message>
            <source>The filter “My shift” shows what came in between. It may go past midnight.</source>
            <translation>Bộ lọc “Ca của tôi” hiện những gì đến trong ca. Ca có thể qua nửa đêm.</translation>
        </message>
        <message>
            <source>The keyring did not let go of the keys. Try again.</source>
            <translation>Kho mật khẩu chưa xóa được khóa. Bạn thử lại nhé.</translation>
        </message>
        <message>
            <source>The keyring gave back other keys than it was given. Try again.</source>
            <translation>Kho mật khẩu trả về khóa khác với khóa đã cất. Bạn thử lại nhé.</translation>
        </message>
        <message>
            <source>The keyring is locked. Unlock it when the system asks, then try again.</source>
            <translation>Kho mật khẩu đang bị khóa. Bạn mở khóa khi hệ thống hỏi rồi thử lại.</translation>
        </message>
        <message>
            <source>The keyring of this computer did not do what it was asked. Try again.</source>
            <translation>Kho mật khẩu của máy này không làm được việc vừa yêu cầu. Bạn thử lại nhé.</translation>
        </message>
        <message>
            <source>The keyring of this computer does not keep keys secret. Use another.</source>
            <translation>Kho mật khẩu của máy này không giữ bí mật được. Bạn dùng kho mật khẩu khác.</translation>
        </message>
        <message>
            <source>The keyring of this computer has lost the keys. Sign in again, nothing is lost.</source>
            <translation>Kho mật khẩu của máy đã mất khóa của shop. Hãy đăng nhập lại, không mất gì cả.</translation>
        </message>
        <message>
            <source>The keyring of this computer is locked or cannot be used. Unlock it.</source>
            <translation>Kho mật khẩu của máy đang bị khóa hoặc không dùng được. Hãy mở khóa.</translation>
        </message>
        <message>
            <source>The keys are too long for the keyring of this computer.</source>
            <translation>Khóa quá dài so với kho mật khẩu của máy này.</translation>
        </message>
        <message>
            <source>The keys of this shop are gone. Sign in again, nothing is lost.</source>
            <translation>Shop này không còn khóa. Bạn đăng nhập lại, không mất gì cả.</translation>
        </message>
        <message>
            <source>The last day is before the first.</source>
            <translation>Ngày cuối đứng trước ngày đầu.</translation>
        </message>
        <message>
            <source>The link begins with https://services.tiktokshop.com/</source>
            <translation>Liên kết bắt đầu bằng https://services.tiktokshop.com/</translation>
        </message>
        <message>
            <source>The list</source>
            <translation>Danh sách</translation>
        </message>
        <message>
            <source>The permission has run out. Sign in again, nothing is lost.</source>
            <translation>Quyền truy cập đã hết hạn. Hãy đăng nhập lại, không mất gì cả.</translation>
        </message>
        <message>
            <source>The permission was taken back on TikTok. Sign in again, nothing is lost.</source>
            <translation>Quyền truy cập đã bị thu hồi trên TikTok. Hãy đăng nhập lại, không mất gì cả.</translation>
        </message>
        <message>
            <source>The picture could not be saved. Free some space and add it again.</source>
            <translation>Không lưu được ảnh. Bạn giải phóng bớt dung lượng rồi thêm lại ảnh nhé.</translation>
        </message>
        <message>
            <source>The picture is no longer on this computer.</source>
            <translation>Ảnh không còn trên máy này.</translation>
        </message>
        <message>
            <source>The picture is no longer there.</source>
            <translation>Không còn tìm thấy ảnh này.</translation>
        </message>
        <message>
            <source>The practice shops are not there: {detail}</source>
            <translation>Không có shop thực hành: {detail}</translation>
        </message>
        <message>
            <source>The proxy of this network refuses, or wants a password.</source>
            <translation>Proxy của mạng này từ chối hoặc đòi mật khẩu.</translation>
        </message>
        <message>
            <source>The same message stands above, so it probably arrived.</source>
            <translation>Ở trên có tin giống hệt, nên có lẽ tin này đã đến.</translation>
        </message>
        <message>
            <source>The shop is disconnected already. On TikTok nothing changes.</source>
            <translation>Shop đã ngắt kết nối. Trên TikTok không có gì thay đổi.</translation>
        </message>
        <message>
            <source>The shop is paused; it goes on when you resume the shop</source>
            <translation>Shop đang tạm dừng; sẽ tiếp tục khi bạn bật lại shop</translation>
        </message>
        <message>
            <source>The time is over. Continue in the browser once more.</source>
            <translation>Đã hết giờ. Bạn tiếp tục lại trên trình duyệt.</translation>
        </message>
        <message>
            <source>The token was refreshed.</source>
            <translation>Đã làm mới token.</translation>
        </message>
        <message>
            <source>The whole message</source>
            <translation>Toàn bộ tin nhắn</translation>
        </message>
        <message>
            <source>Their conversations are being read now and appear in the list.</source>
            <translation>Hội thoại đang được tải về và sẽ hiện trong danh sách.</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Giao diện</translation>
        </message>
        <message>
            <source>There is no code in it. Paste the whole address that the browser shows.</source>
            <translation>Không thấy mã nào trong đó. Bạn dán nguyên địa chỉ trên trình duyệt.</translation>
        </message>
        <message>
            <source>There is no tag {number} yet.</source>
            <translation>Chưa có thẻ số {number}.</translation>
        </message>
        <message>
            <source>There is nothing in it to send.</source>
            <translation>Tin chưa có nội dung để gửi.</translation>
        </message>
        <message>
            <source>There is nothing to take back.</source>
            <translation>Không có gì để hoàn tác.</translation>
        </message>
        <message>
            <source>These messages could not be loaded</source>
            <translation>Không tải được các tin nhắn này</translation>
        </message>
        <message>
            <source>This account has no shop. Sign in to TikTok as the owner of the shop.</source>
            <translation>Tài khoản này không có shop. Bạn đăng nhập TikTok bằng tài khoản chủ shop.</translation>
        </message>
        <message>
            <source>This address is of another attempt. Open the browser again and paste the address it ends on.</source>
            <translation>Địa chỉ này thuộc lần thử khác. Bạn mở lại trình duyệt và dán địa chỉ mới.</translation>
        </message>
        <message>
            <source>This app may neither chat nor read orders.</source>
            <translation>Ứng dụng này không có quyền trò chuyện lẫn đọc đơn hàng.</translation>
        </message>
        <message>
            <source>This buyer has no order at this shop.</source>
            <translation>Khách này chưa có đơn ở shop này.</translation>
        </message>
        <message>
            <source>This buyer has ordered at this shop.</source>
            <translation>Khách này đã đặt hàng ở shop này.</translation>
        </message>
        <message>
            <source>This check</source>
            <translation>Lần kiểm tra này</translation>
        </message>
        <message>
            <source>This code was used before, is too old or is of another app. Get a new one in the browser.</source>
            <translation>Mã này đã dùng, đã cũ hoặc của ứng dụng khác. Bạn lấy mã mới trên trình duyệt.</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>Máy tính này</translation>
        </message>
        <message>
            <source>This computer has no connection; Nobi keeps trying.</source>
            <translation>Máy tính không có mạng; Nobi vẫn tiếp tục thử.</translation>
        </message>
        <message>
            <source>This computer has no keyring to keep keys in. Set one up, then retry.</source>
            <translation>Máy này không có kho mật khẩu để cất khóa. Bạn cài kho mật khẩu rồi thử lại.</translation>
        </message>
        <message>
            <source>This computer has no safe place for keys: you will have to sign in at each start.</source>
            <translation>Máy này không có nơi cất khóa an toàn: mỗi lần mở Nobi bạn sẽ phải đăng nhập lại.</translation>
        </message>
        <message>
            <source>This conversation is no longer there.</source>
            <translation>Hội thoại này không còn nữa.</translation>
        </message>
        <message>
            <source>This coupon cannot be sent.</source>
            <translation>Không gửi được mã giảm giá này.</translation>
        </message>
        <message>
            <source>This data folder holds real shops. Practise in another one (--data-dir).</source>
            <translation>Thư mục dữ liệu này chứa shop thật. Bạn thực hành ở thư mục khác nhé (--data-dir).</translation>
        </message>
        <message>
            <source>This data was saved by a newer version of Nobi. Start that version instead.</source>
            <translation>Dữ liệu này do bản Nobi mới hơn lưu. Bạn mở bằng bản đó nhé.</translation>
        </message>
        <message>
            <source>This day has not come yet. Choose one in the past.</source>
            <translation>Ngày này chưa đến. Hãy chọn một ngày đã qua.</translation>
        </message>
        <message>
            <source>This day is still to come: nothing can be found there.</source>
            <translation>Ngày này chưa tới nên chưa có gì để tìm.</translation>
        </message>
        <message>
            <source>This evening at 18:00</source>
            <translation>Tối nay lúc 18:00</translation>
        </message>
        <message>
            <source>This file is too large for TikTok.</source>
            <translation>Tệp quá lớn so với giới hạn của TikTok.</translation>
        </message>
        <message>
            <source>This is neither a service ID nor an authorization link. Copy it in Partner Center once more.</source>
            <translation>Đây không phải service ID hay liên kết cấp quyền. Bạn sao chép lại trên Partner Center.</translation>
        </message>
        <message>
            <source>This is no date. Write it as 20/11/2026.</source>
            <translation>Đây không phải ngày hợp lệ. Hãy viết như 20/11/2026.</translation>
        </message>
        <message>
            <source>This is no time of the day. Write it as 08:30.</source>
            <translation>Giờ không hợp lệ. Hãy nhập như 08:30.</translation>
        </message>
        <message>
            <source>This is not a seller's account. Sign in to TikTok as the owner of the shop.</source>
            <translation>Đây không phải tài khoản người bán. Bạn đăng nhập TikTok bằng tài khoản chủ shop.</translation>
        </message>
        <message>
            <source>This key cannot be used. Take one with Ctrl or Alt, or a function key.</source>
            <translation>Không dùng được phím này. Hãy chọn phím kèm Ctrl hoặc Alt, hoặc phím chức năng.</translation>
        </message>
        <message>
            <source>This kind of message cannot be shown here. Open it in Seller Center.</source>
            <translation>Chưa xem được loại tin này ở đây. Mời bạn xem trong Seller Center.</translation>
        </message>
        <message>
            <source>This message can no longer be read. It is kept here and will not be sent.</source>
            <translation>Tin này không còn đọc được. Nobi giữ lại ở đây và sẽ không gửi.</translation>
        </message>
        <message>
            <source>This message could not be shown. Open it in Seller Center.</source>
            <translation>Không hiển thị được tin này. Mời bạn xem trong Seller Center.</translation>
        </message>
        <message>
            <source>This moment is over. Choose one that is still to come.</source>
            <translation>Thời điểm này đã qua. Hãy chọn thời điểm sắp tới.</translation>
        </message>
        <message>
            <source>This name is taken. Choose another.</source>
            <translation>Tên này đã có. Hãy chọn tên khác.</translation>
        </message>
        <message>
            <source>This name is too long.</source>
            <translation>Tên này quá dài.</translation>
        </message>
        <message>
            <source>This network wants you to sign in first. Open its page.</source>
            <translation>Mạng này yêu cầu đăng nhập trước. Hãy mở trang đăng nhập của mạng.</translation>
        </message>
        <message>
            <source>This page is not expected</source>
            <translation>Trang này không đúng</translation>
        </message>
        <message>
            <source>This picture cannot be read.</source>
            <translation>Không đọc được ảnh này.</translation>
        </message>
        <message>
            <source>This picture cannot be sent.</source>
            <translation>Không gửi được ảnh này.</translation>
        </message>
        <message>
            <source>This picture is too large to be sent.</source>
            <translation>Ảnh này quá lớn, không gửi được.</translation>
        </message>
        <message>
            <source>This shop</source>
            <translation>Shop này</translation>
        </message>
        <message>
            <source>This shop has not allowed Nobi to do that. Connect it again.</source>
            <translation>Shop này chưa cho phép Nobi làm việc đó. Bạn kết nối lại shop nhé.</translation>
        </message>
        <message>
            <source>This shop has not allowed Nobi to read its conversations.</source>
            <translation>Shop này chưa cho phép Nobi đọc hội thoại.</translation>
        </message>
        <message>
            <source>This shop has not allowed Nobi to send.</source>
            <translation>Shop này chưa cho phép Nobi gửi tin.</translation>
        </message>
        <message>
            <source>This shop has to sign in again.</source>
            <translation>Shop này cần đăng nhập lại.</translation>
        </message>
        <message>
            <source>This shop has to sign in before more can be loaded</source>
            <translation>Shop này cần đăng nhập lại mới tải thêm được</translation>
        </message>
        <message>
            <source>This shop is connected for orders and products only. Connect an app that may chat.</source>
            <translation>Shop này chỉ kết nối cho đơn hàng và sản phẩm. Bạn kết nối thêm ứng dụng có quyền trò chuyện.</translation>
        </message>
        <message>
            <source>This shop is disconnected. Connect it again to answer.</source>
            <translation>Shop này đã ngắt kết nối. Bạn kết nối lại để trả lời.</translation>
        </message>
        <message>
            <source>This shop is disconnected; its history can still be read.</source>
            <translation>Shop này đã ngắt kết nối; lịch sử vẫn đọc được.</translation>
        </message>
        <message>
            <source>This shop is not active on TikTok. Open Seller Center to see why.</source>
            <translation>Shop này không hoạt động trên TikTok. Bạn mở Seller Center để xem lý do.</translation>
        </message>
        <message>
            <source>This shop is not active on TikTok. See why in Seller Center.</source>
            <translation>Shop này không hoạt động trên TikTok. Xem lý do trong Seller Center.</translation>
        </message>
        <message>
            <source>This shop is not connected any more.</source>
            <translation>Shop này không còn kết nối.</translation>
        </message>
        <message>
            <source>This shop is paused or disconnected.</source>
            <translation>Shop này đang tạm dừng hoặc đã ngắt kết nối.</translation>
        </message>
        <message>
            <source>This shop is paused, so nothing is loaded</source>
            <translation>Shop này đang tạm dừng nên chưa tải được</translation>
        </message>
        <message>
            <source>This shop is paused: what you send waits until you resume it.</source>
            <translation>Shop này đang tạm dừng: tin bạn gửi sẽ chờ đến khi bạn cho chạy tiếp.</translation>
        </message>
        <message>
            <source>This shop may not write in this conversation.</source>
            <translation>Shop này không được nhắn trong hội thoại này.</translation>
        </message>
        <message>
            <source>This shop stopped for a moment and is being started again.</source>
            <translation>Shop này vừa dừng một lát và đang chạy lại.</translation>
        </message>
        <message>
            <source>This video's link has expired</source>
            <translation>Liên kết video đã hết hạn</translation>
        </message>
        <message>
            <source>This video's link has expired. Watch it in Seller Center.</source>
            <translation>Liên kết video đã hết hạn. Mời bạn xem trong Seller Center.</translation>
        </message>
        <message>
            <source>Thu</source>
            <translation>Thứ 5</translation>
        </message>
        <message>
            <source>Thursday</source>
            <translation>Thứ Năm</translation>
        </message>
        <message>
            <source>Tick a shop</source>
            <translation>Hãy chọn shop</translation>
        </message>
        <message>
            <source>Tick at least one shop.</source>
            <translation>Bạn chọn ít nhất một shop.</translation>
        </message>
        <message>
            <source>Tick at least two shops.</source>
            <translation>Hãy chọn ít nhất hai shop.</translation>
        </message>
        <message>
            <source>TikTok Shop</source>
            <translation>TikTok Shop</translation>
        </message>
        <message>
            <source>TikTok Shop cannot be reached</source>
            <translation>Không kết nối được với TikTok Shop</translation>
        </message>
        <message>
            <source>TikTok Shop cannot be reached. Check the connection and try again.</source>
            <translation>Không kết nối được TikTok Shop. Bạn kiểm tra mạng rồi thử lại.</translation>
        </message>
        <message>
            <source>TikTok Shop cannot be reached; Nobi keeps trying.</source>
            <translation>Không kết nối được TikTok Shop; Nobi vẫn đang thử.</translation>
        </message>
        <message>
            <source>TikTok Shop could not be reached, so nothing was sent. Try again later.</source>
            <translation>Chưa kết nối được TikTok Shop nên chưa gửi gì. Bạn thử lại sau nhé.</translation>
        </message>
        <message>
            <source>TikTok Shop could not be reached.</source>
            <translation>Không kết nối được TikTok Shop.</translation>
        </message>
        <message>
            <source>TikTok Shop could not be reached. The old token stays in use.</source>
            <translation>Không kết nối được TikTok Shop. Token cũ vẫn được dùng.</translation>
        </message>
        <message>
            <source>TikTok Shop itself is down; Nobi keeps trying.</source>
            <translation>TikTok Shop đang gặp sự cố; Nobi vẫn tiếp tục thử.</translation>
        </message>
        <message>
            <source>TikTok asked for fewer calls.</source>
            <translation>TikTok yêu cầu gửi chậm lại.</translation>
        </message>
        <message>
            <source>TikTok asked for fewer calls; messages come a little later.</source>
            <translation>TikTok yêu cầu chậm lại; tin sẽ về trễ hơn một chút.</translation>
        </message>
        <message>
            <source>TikTok asks for a pause. The old token stays in use.</source>
            <translation>TikTok yêu cầu chờ một lát. Token cũ vẫn được dùng.</translation>
        </message>
        <message>
            <source>TikTok asks for a pause. Wait a minute, then try again.</source>
            <translation>TikTok yêu cầu tạm nghỉ. Bạn chờ một phút rồi thử lại.</translation>
        </message>
        <message>
            <source>TikTok asks for fewer calls just now</source>
            <translation>TikTok đang yêu cầu gọi ít lại</translation>
        </message>
        <message>
            <source>TikTok could not read this message.</source>
            <translation>TikTok không đọc được tin này.</translation>
        </message>
        <message>
            <source>TikTok did not take this picture.</source>
            <translation>TikTok không nhận ảnh này.</translation>
        </message>
        <message>
            <source>TikTok does not allow a conversation with this buyer.</source>
            <translation>TikTok không cho mở hội thoại với người mua này.</translation>
        </message>
        <message>
            <source>TikTok does not allow writing to this buyer now.</source>
            <translation>Hiện TikTok không cho nhắn cho người mua này.</translation>
        </message>
        <message>
            <source>TikTok does not know this app key</source>
            <translation>TikTok không biết app key này</translation>
        </message>
        <message>
            <source>TikTok does not let this app serve the shop: the shop's country, or how it is set up, does not allow it.</source>
            <translation>TikTok không cho ứng dụng này phục vụ shop: do nước của shop hoặc shop chưa thiết lập xong.</translation>
        </message>
        <message>
            <source>TikTok does not support this kind of message.</source>
            <translation>TikTok không hỗ trợ loại tin này.</translation>
        </message>
        <message>
            <source>TikTok does not take our signature: the app secret is wrong</source>
            <translation>TikTok không nhận chữ ký: app secret không đúng</translation>
        </message>
        <message>
            <source>TikTok does not take the time of this computer</source>
            <translation>TikTok không nhận giờ của máy tính này</translation>
        </message>
        <message>
            <source>TikTok found sensitive words in it. Change them and send again.</source>
            <translation>TikTok báo tin có từ nhạy cảm. Bạn sửa lại rồi gửi nhé.</translation>
        </message>
        <message>
            <source>TikTok had a fault of its own.</source>
            <translation>Hệ thống TikTok đang gặp lỗi.</translation>
        </message>
        <message>
            <source>TikTok hands no conversations of {shop} to this account; they go elsewhere.</source>
            <translation>TikTok không giao hội thoại của {shop} cho tài khoản này; chúng đến nơi khác.</translation>
        </message>
        <message>
            <source>TikTok hands no conversations to this account, so buyers' messages go elsewhere.</source>
            <translation>TikTok không chuyển hội thoại cho tài khoản này, nên tin của người mua đi nơi khác.</translation>
        </message>
        <message>
            <source>TikTok has a fault of its own just now</source>
            <translation>TikTok đang gặp lỗi</translation>
        </message>
        <message>
            <source>TikTok is asked for them; they come in here one after another.</source>
            <translation>Nobi đang lấy hội thoại từ TikTok; chúng sẽ lần lượt hiện ở đây.</translation>
        </message>
        <message>
            <source>TikTok measures how many buyers are answered within this time; Nobi counts down by it for each shop's market.</source>
            <translation>TikTok tính tỷ lệ khách được trả lời trong thời hạn này; Nobi đếm ngược theo đó cho thị trường của từng shop.</translation>
        </message>
        <message>
            <source>TikTok refreshes it no more: this shop has to sign in again.</source>
            <translation>TikTok không làm mới token này nữa: shop cần đăng nhập lại.</translation>
        </message>
        <message>
            <source>TikTok refused it (code {code}).</source>
            <translation>TikTok từ chối tin này (mã {code}).</translation>
        </message>
        <message>
            <source>TikTok refused it.</source>
            <translation>TikTok từ chối tin này.</translation>
        </message>
        <message>
            <source>TikTok refused it. Check what you entered and try again.</source>
            <translation>TikTok từ chối. Bạn kiểm tra lại những gì đã nhập rồi thử lại.</translation>
        </message>
        <message>
            <source>TikTok refused it: only the shop owner's account may do it.</source>
            <translation>TikTok từ chối: chỉ tài khoản chủ shop mới làm được.</translation>
        </message>
        <message>
            <source>TikTok refused it: {text}</source>
            <translation>TikTok từ chối: {text}</translation>
        </message>
        <message>
            <source>TikTok refused it: {text} ({code})</source>
            <translation>TikTok từ chối: {text} ({code})</translation>
        </message>
        <message>
            <source>TikTok refused to refresh it. The old token stays in use.</source>
            <translation>TikTok từ chối làm mới. Token cũ vẫn được dùng.</translation>
        </message>
        <message>
            <source>TikTok refuses the question</source>
            <translation>TikTok từ chối yêu cầu này</translation>
        </message>
        <message>
            <source>TikTok refuses: the shop is not active, or not for this region</source>
            <translation>TikTok từ chối: shop chưa hoạt động, hoặc không thuộc khu vực này</translation>
        </message>
        <message>
            <source>TikTok refuses: this app has not been given that permission</source>
            <translation>TikTok từ chối: ứng dụng chưa được cấp quyền này</translation>
        </message>
        <message>
            <source>TikTok refuses: this app may not do that for this shop</source>
            <translation>TikTok từ chối: ứng dụng không được làm việc này cho shop</translation>
        </message>
        <message>
            <source>TikTok refuses: this app only serves certain IP addresses</source>
            <translation>TikTok từ chối: ứng dụng chỉ phục vụ một số địa chỉ IP</translation>
        </message>
        <message>
            <source>TikTok says that the token has ended or was withdrawn</source>
            <translation>TikTok báo token đã hết hạn hoặc bị thu hồi</translation>
        </message>
        <message>
            <source>TikTok says that today's calls of this shop are used up</source>
            <translation>TikTok báo shop này đã hết lượt gọi hôm nay</translation>
        </message>
        <message>
            <source>TikTok says that token, app and shop do not belong together</source>
            <translation>TikTok báo token, ứng dụng và shop không khớp nhau</translation>
        </message>
        <message>
            <source>TikTok says they are used up; it goes on at {when}</source>
            <translation>TikTok báo đã hết lượt; tiếp tục lúc {when}</translation>
        </message>
        <message>
            <source>TikTok took it and still hands out no conversations. Look in Seller Center.</source>
            <translation>TikTok đã nhận lệnh nhưng vẫn không giao hội thoại. Bạn xem trong Seller Center.</translation>
        </message>
        <message>
            <source>TikTok wants this shop to sign in again.</source>
            <translation>TikTok yêu cầu shop này đăng nhập lại.</translation>
        </message>
        <message>
            <source>TikTok was not asked, since it cannot be reached from here</source>
            <translation>chưa hỏi TikTok, vì từ máy này không tới được</translation>
        </message>
        <message>
            <source>TikTok will hand new conversations to this shop's account again. That changes the shop itself, also for whoever answers in Seller Center.</source>
            <translation>TikTok sẽ lại giao hội thoại mới cho tài khoản của shop này. Việc này thay đổi chính shop, kể cả với người đang trả lời trên Seller Center.</translation>
        </message>
        <message>
            <source>TikTok's API</source>
            <translation>API của TikTok</translation>
        </message>
        <message>
            <source>TikTok's answer could not be read.</source>
            <translation>Không đọc được phản hồi của TikTok.</translation>
        </message>
        <message>
            <source>TikTok's answer could not be read. The old token stays in use.</source>
            <translation>Không đọc được câu trả lời của TikTok. Token cũ vẫn được dùng.</translation>
        </message>
        <message>
            <source>TikTok's answer could not be read; Nobi tries again.</source>
            <translation>Không đọc được câu trả lời của TikTok; Nobi sẽ thử lại.</translation>
        </message>
        <message>
            <source>TikTok's robot</source>
            <translation>Robot của TikTok</translation>
        </message>
        <message>
            <source>TikTok: {rate} %</source>
            <translation>TikTok: {rate} %</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Thời gian</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Đến ngày</translation>
        </message>
        <message>
            <source>To ship</source>
            <translation>Chờ gửi hàng</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hôm nay</translation>
        </message>
        <message>
            <source>Today's calls are used up</source>
            <translation>Hết lượt gọi hôm nay</translation>
        </message>
        <message>
            <source>Today's calls are used up but for sending; new messages come tomorrow.</source>
            <translation>Lượt gọi hôm nay chỉ còn để gửi tin; tin mới sẽ về vào ngày mai.</translation>
        </message>
        <message>
            <source>Today's calls are used up; older messages come tomorrow</source>
            <translation>Hôm nay đã hết lượt gọi; tin nhắn cũ hơn sẽ được tải vào ngày mai</translation>
        </message>
        <message>
            <source>Today's calls for this are used up; it goes on tomorrow by itself</source>
            <translation>Hôm nay đã hết lượt gọi cho việc này; ngày mai sẽ tự tiếp tục</translation>
        </message>
        <message>
            <source>Today's calls of this shop to TikTok are used up.</source>
            <translation>Shop này đã hết lượt gọi TikTok hôm nay.</translation>
        </message>
        <message>
            <source>Today's calls to TikTok are used up. The old token stays in use.</source>
            <translation>Đã hết lượt gọi TikTok hôm nay. Token cũ vẫn được dùng.</translation>
        </message>
        <message>
            <source>Today's calls to TikTok are used up; it goes on tomorrow.</source>
            <translation>Đã hết lượt gọi TikTok hôm nay; ngày mai sẽ tiếp tục.</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>Token</translation>
        </message>
        <message>
            <source>Tomorrow at 08:00</source>
            <translation>08:00 ngày mai</translation>
        </message>
        <message>
            <source>Too long by {over}. Shorten it, or send it in two messages.</source>
            <translation>Dài quá {over} ký tự. Bạn rút ngắn lại hoặc chia thành hai tin nhé.</translation>
        </message>
        <message>
            <source>Too many coupons at once.</source>
            <translation>Gửi mã giảm giá quá nhanh.</translation>
        </message>
        <message numerus="yes">
            <source>Took “{name}” off {n} conversations</source>
            <translation>
                <numerusform>Đã gỡ thẻ “{name}” khỏi {n} hội thoại</numerusform>
            </translation>
        </message>
        <message>
            <source>Trouble</source>
            <translation>Gặp trục trặc</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Thử lại</translation>
        </message>
        <message>
            <source>Tue</source>
            <translation>Thứ 3</translation>
        </message>
        <message>
            <source>Tuesday</source>
            <translation>Thứ Ba</translation>
        </message>
        <message>
            <source>Unanswered</source>
            <translation>Chưa trả lời</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Hoàn tác</translation>
        </message>
        <message>
            <source>United States</source>
            <translation>Hoa Kỳ</translation>
        </message>
        <message>
            <source>Unlock it (sign out and in again, or open its settings), then look again.</source>
            <translation>Hãy mở khóa (đăng xuất rồi đăng nhập lại máy, hoặc mở phần cài đặt của kho khóa), rồi kiểm tra lại.</translation>
        </message>
        <message>
            <source>Unpaid</source>
            <translation>Chưa thanh toán</translation>
        </message>
        <message>
            <source>Unread</source>
            <translation>Chưa xem</translation>
        </message>
        <message>
            <source>Unread messages</source>
            <translation>Tin chưa xem</translation>
        </message>
        <message>
            <source>Video</source>
            <translation>Video</translation>
        </message>
        <message>
            <source>Videos cannot be sent from here yet: use Seller Center for this one.</source>
            <translation>Chưa gửi được video từ đây: mời bạn gửi qua Seller Center.</translation>
        </message>
        <message>
            <source>Vietnam</source>
            <translation>Việt Nam</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Chế độ xem</translation>
        </message>
        <message>
            <source>Views</source>
            <translation>Chế độ xem</translation>
        </message>
        <message>
            <source>Violet</source>
            <translation>Tím</translation>
        </message>
        <message>
            <source>Waiting for an answer</source>
            <translation>Đang chờ trả lời</translation>
        </message>
        <message>
            <source>Waiting for the browser</source>
            <translation>Đang chờ trình duyệt</translation>
        </message>
        <message>
            <source>Waits for the shop: {state}</source>
            <translation>Đang chờ shop: {state}</translation>
        </message>
        <message>
            <source>Waits until the shop has signed in again</source>
            <translation>Đang chờ shop đăng nhập lại</translation>
        </message>
        <message>
            <source>Waits; it goes on by itself</source>
            <translation>Đang chờ; sẽ tự tiếp tục</translation>
        </message>
        <message>
            <source>Wed</source>
            <translation>Thứ 4</translation>
        </message>
        <message>
            <source>Wednesday</source>
            <translation>Thứ Tư</translation>
        </message>
        <message>
            <source>What is being read</source>
            <translation>Đang đồng bộ</translation>
        </message>
        <message>
            <source>What is left of today's calls is spread; messages come a little later.</source>
            <translation>Lượt gọi còn lại của hôm nay được chia đều; tin nhắn đến chậm hơn một chút.</translation>
        </message>
        <message>
            <source>What it shows</source>
            <translation>Hiện những gì</translation>
        </message>
        <message>
            <source>What this shop allows</source>
            <translation>Quyền của shop này</translation>
        </message>
        <message>
            <source>When a buyer writes to one of your shops, it is shown here.</source>
            <translation>Khi người mua nhắn cho shop của bạn, tin sẽ hiện ở đây.</translation>
        </message>
        <message>
            <source>When a buyer writes to this shop, it is shown here.</source>
            <translation>Khi người mua nhắn cho shop này, tin sẽ hiện ở đây.</translation>
        </message>
        <message>
            <source>Where do I find these?</source>
            <translation>Tìm những thông tin này ở đâu?</translation>
        </message>
        <message numerus="yes">
            <source>Whether the buyers of {n} conversations have ordered is not known yet.</source>
            <translation>
                <numerusform>Chưa biết người mua của {n} hội thoại đã đặt đơn hay chưa.</numerusform>
            </translation>
        </message>
        <message>
            <source>Which shops?</source>
            <translation>Chọn shop để kết nối</translation>
        </message>
        <message>
            <source>Who must be answered first</source>
            <translation>Ai cần trả lời trước</translation>
        </message>
        <message>
            <source>Who waits</source>
            <translation>Ai đang chờ</translation>
        </message>
        <message>
            <source>Whole history is here</source>
            <translation>Đã có toàn bộ lịch sử</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Cửa sổ</translation>
        </message>
        <message>
            <source>Without a tag</source>
            <translation>Chưa có thẻ</translation>
        </message>
        <message>
            <source>Working through them</source>
            <translation>Xử lý hội thoại</translation>
        </message>
        <message>
            <source>Write an answer…</source>
            <translation>Nhập câu trả lời…</translation>
        </message>
        <message>
            <source>Write the day like this: 31/12/2025.</source>
            <translation>Hãy ghi ngày như sau: 31/12/2025.</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Hôm qua</translation>
        </message>
        <message>
            <source>You can close this page and go back to Nobi.</source>
            <translation>Bạn có thể đóng trang này và quay lại Nobi.</translation>
        </message>
        <message>
            <source>You did not agree on TikTok. Go back to Nobi to try again.</source>
            <translation>Bạn chưa đồng ý trên TikTok. Quay lại Nobi để thử lại nhé.</translation>
        </message>
        <message>
            <source>You have paused this shop: nothing is read, and what you write waits.</source>
            <translation>Bạn đã tạm dừng shop này: không nhận tin mới, tin bạn viết sẽ chờ.</translation>
        </message>
        <message>
            <source>You:</source>
            <translation>Bạn:</translation>
        </message>
        <message>
            <source>Your own data</source>
            <translation>Dữ liệu của bạn</translation>
        </message>
        <message>
            <source>Your own data was damaged and was brought back from the backup of {date}.</source>
            <translation>Dữ liệu của bạn bị hỏng và đã được khôi phục từ bản sao lưu ngày {date}.</translation>
        </message>
        <message>
            <source>Your own data was damaged; what could still be read of it was kept.</source>
            <translation>Dữ liệu của bạn bị hỏng; phần nào còn đọc được đã được giữ lại.</translation>
        </message>
        <message>
            <source>a renewal begun on {when} was cut off; Nobi settles it when it runs</source>
            <translation>lần gia hạn lúc {when} bị ngắt giữa chừng; Nobi sẽ xử lý khi chạy</translation>
        </message>
        <message numerus="yes">
            <source>about {n} days left</source>
            <translation>
                <numerusform>còn khoảng {n} ngày</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about {n} hours left</source>
            <translation>
                <numerusform>còn khoảng {n} giờ</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about {n} minutes left</source>
            <translation>
                <numerusform>còn khoảng {n} phút</numerusform>
            </translation>
        </message>
        <message>
            <source>about {used} of {daily} are used</source>
            <translation>đã dùng khoảng {used} trên {daily}</translation>
        </message>
        <message>
            <source>about {used} of {daily} are used; Nobi asks less often</source>
            <translation>đã dùng khoảng {used} trên {daily}; Nobi hỏi thưa hơn</translation>
        </message>
        <message>
            <source>all shops</source>
            <translation>tất cả shop</translation>
        </message>
        <message>
            <source>allowed until {day} only – sign in again in time</source>
            <translation>chỉ còn quyền đến {day} – hãy đăng nhập lại kịp thời</translation>
        </message>
        <message>
            <source>allowed until {day}, renewed by itself</source>
            <translation>có quyền đến {day}, tự gia hạn</translation>
        </message>
        <message>
            <source>allowed, but the keyring did not take the new keys; Nobi tries again</source>
            <translation>có quyền, nhưng kho mật khẩu chưa lưu được khóa mới; Nobi sẽ thử lại</translation>
        </message>
        <message>
            <source>allowed, renewed by itself</source>
            <translation>có quyền, tự gia hạn</translation>
        </message>
        <message>
            <source>already connected; tick it to renew its keys</source>
            <translation>đã kết nối; chọn nếu muốn làm mới khóa</translation>
        </message>
        <message numerus="yes">
            <source>and {n} more</source>
            <translation>
                <numerusform>và {n} thông báo nữa</numerusform>
            </translation>
        </message>
        <message>
            <source>answering {name}</source>
            <translation>đang trả lời {name}</translation>
        </message>
        <message>
            <source>app key …{tail}, and its secret is there</source>
            <translation>app key …{tail}, có cả app secret</translation>
        </message>
        <message>
            <source>app key …{tail}, but its secret is not in the keyring</source>
            <translation>app key …{tail}, nhưng trong kho khóa không có app secret</translation>
        </message>
        <message>
            <source>app key …{tail}; the keyring does not give its secret</source>
            <translation>app key …{tail}; kho khóa không đưa ra app secret</translation>
        </message>
        <message>
            <source>cannot be read, not sent</source>
            <translation>không đọc được, chưa gửi</translation>
        </message>
        <message>
            <source>checking whether it was sent</source>
            <translation>đang kiểm tra đã gửi chưa</translation>
        </message>
        <message>
            <source>chosen</source>
            <translation>đã chọn</translation>
        </message>
        <message>
            <source>code {number}</source>
            <translation>mã {number}</translation>
        </message>
        <message>
            <source>could not be compared with TikTok's</source>
            <translation>không so được với giờ của TikTok</translation>
        </message>
        <message>
            <source>damaged</source>
            <translation>bị hỏng</translation>
        </message>
        <message>
            <source>dd/mm/yyyy</source>
            <translation>ngày/tháng/năm</translation>
        </message>
        <message>
            <source>disconnected; its history is kept, and there is nothing to check</source>
            <translation>đã ngắt kết nối; lịch sử vẫn giữ, không có gì để kiểm tra</translation>
        </message>
        <message>
            <source>ended on {when}</source>
            <translation>đã hết hạn lúc {when}</translation>
        </message>
        <message>
            <source>ended {ago} ago; Nobi renews it as soon as it runs</source>
            <translation>đã hết hạn {ago} trước; Nobi gia hạn ngay khi chạy</translation>
        </message>
        <message>
            <source>ends on {when}</source>
            <translation>hết hạn lúc {when}</translation>
        </message>
        <message>
            <source>folder and databases are for you alone</source>
            <translation>chỉ mình bạn đọc được thư mục và cơ sở dữ liệu</translation>
        </message>
        <message>
            <source>from {amount}</source>
            <translation>từ {amount}</translation>
        </message>
        <message>
            <source>from {day}</source>
            <translation>từ {day}</translation>
        </message>
        <message>
            <source>gone or empty, though it was there before</source>
            <translation>đã mất hoặc rỗng, dù trước đây có</translation>
        </message>
        <message>
            <source>good for {left} more, renewed from {when} on</source>
            <translation>còn dùng được {left}, tự gia hạn từ {when}</translation>
        </message>
        <message>
            <source>good for {left} more; Nobi renews it as soon as it runs</source>
            <translation>còn dùng được {left}; Nobi gia hạn ngay khi chạy</translation>
        </message>
        <message>
            <source>hh:mm</source>
            <translation>giờ:phút</translation>
        </message>
        <message>
            <source>hours</source>
            <translation>giờ</translation>
        </message>
        <message>
            <source>how much is free cannot be told</source>
            <translation>không biết còn trống bao nhiêu</translation>
        </message>
        <message>
            <source>its end is not known</source>
            <translation>không rõ ngày hết hạn</translation>
        </message>
        <message>
            <source>its history is here and goes on</source>
            <translation>lịch sử còn ở đây và sẽ tiếp tục</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>vừa xong</translation>
        </message>
        <message>
            <source>locked by another program, so it could not be checked</source>
            <translation>đang bị chương trình khác khóa nên chưa kiểm tra được</translation>
        </message>
        <message>
            <source>may not be read</source>
            <translation>không đọc được</translation>
        </message>
        <message>
            <source>new</source>
            <translation>mới</translation>
        </message>
        <message>
            <source>no answer in time</source>
            <translation>không trả lời kịp</translation>
        </message>
        <message>
            <source>no app is connected that may read chats</source>
            <translation>chưa kết nối ứng dụng nào được đọc hội thoại</translation>
        </message>
        <message>
            <source>no app is connected that may read orders and products</source>
            <translation>chưa kết nối ứng dụng nào được đọc đơn hàng và sản phẩm</translation>
        </message>
        <message>
            <source>no app is recorded for this shop</source>
            <translation>chưa ghi nhận ứng dụng nào cho shop này</translation>
        </message>
        <message>
            <source>no connection to {host}</source>
            <translation>không kết nối được tới {host}</translation>
        </message>
        <message>
            <source>no secure connection to {host}</source>
            <translation>không có kết nối bảo mật tới {host}</translation>
        </message>
        <message>
            <source>no, TikTok does not hand new conversations to this account</source>
            <translation>không, TikTok không giao hội thoại mới cho tài khoản này</translation>
        </message>
        <message>
            <source>none</source>
            <translation>không có</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>chưa có</translation>
        </message>
        <message>
            <source>none yet; Nobi makes the first one soon after it was started</source>
            <translation>chưa có; Nobi tạo bản đầu tiên ngay sau khi mở</translation>
        </message>
        <message>
            <source>none yet; it will be {path}</source>
            <translation>chưa có; sẽ nằm ở {path}</translation>
        </message>
        <message>
            <source>not allowed – connect an app that may read them</source>
            <translation>chưa có quyền – hãy kết nối ứng dụng được phép đọc</translation>
        </message>
        <message>
            <source>not allowed – sign in with an app that may chat</source>
            <translation>chưa có quyền – hãy đăng nhập bằng ứng dụng được phép chat</translation>
        </message>
        <message>
            <source>not granted: {names}</source>
            <translation>chưa được cấp: {names}</translation>
        </message>
        <message>
            <source>not in the keyring</source>
            <translation>không có trong kho khóa</translation>
        </message>
        <message>
            <source>not noted when it was connected; the answers below tell</source>
            <translation>lúc kết nối không ghi lại; xem các câu trả lời bên dưới</translation>
        </message>
        <message>
            <source>not sent</source>
            <translation>không gửi được</translation>
        </message>
        <message>
            <source>not sure it was sent</source>
            <translation>chưa chắc đã gửi</translation>
        </message>
        <message>
            <source>not valid any more – sign in again</source>
            <translation>không còn hiệu lực – hãy đăng nhập lại</translation>
        </message>
        <message>
            <source>nothing is noted for today</source>
            <translation>hôm nay chưa ghi nhận gì</translation>
        </message>
        <message>
            <source>now in {branch}</source>
            <translation>đang thuộc {branch}</translation>
        </message>
        <message>
            <source>other users of this computer may read: {names}</source>
            <translation>người dùng khác của máy này đọc được: {names}</translation>
        </message>
        <message>
            <source>overdue {time}</source>
            <translation>quá hạn {time}</translation>
        </message>
        <message>
            <source>partly chosen</source>
            <translation>đã chọn một phần</translation>
        </message>
        <message>
            <source>practice keys live in memory; yours was not touched</source>
            <translation>khóa của shop tập dùng nằm trong bộ nhớ; kho khóa của bạn không bị đụng tới</translation>
        </message>
        <message>
            <source>renewing them did not work yet; Nobi tries again</source>
            <translation>chưa gia hạn được; Nobi sẽ thử lại</translation>
        </message>
        <message>
            <source>request {id}</source>
            <translation>request {id}</translation>
        </message>
        <message>
            <source>right (differs from TikTok's by {span})</source>
            <translation>đúng (lệch giờ TikTok {span})</translation>
        </message>
        <message>
            <source>saved by a newer Nobi (version {version}, this one knows {ours})</source>
            <translation>do bản Nobi mới hơn lưu (phiên bản {version}, bản này biết {ours})</translation>
        </message>
        <message>
            <source>sending</source>
            <translation>đang gửi</translation>
        </message>
        <message>
            <source>sent</source>
            <translation>đã gửi</translation>
        </message>
        <message>
            <source>something else answers in TikTok's place</source>
            <translation>có thứ khác trả lời thay TikTok</translation>
        </message>
        <message>
            <source>sound, of an older Nobi (version {version}, now {ours}); the next start brings it up to date</source>
            <translation>tốt, của bản Nobi cũ (phiên bản {version}, nay là {ours}); lần mở tới sẽ nâng cấp</translation>
        </message>
        <message>
            <source>sound, version {version}, {size}, checked in {time}</source>
            <translation>tốt, phiên bản {version}, {size}, kiểm tra trong {time}</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>đã rút lại</translation>
        </message>
        <message>
            <source>taken back on TikTok – sign in again</source>
            <translation>đã bị thu hồi trên TikTok – hãy đăng nhập lại</translation>
        </message>
        <message>
            <source>the app key or secret is wrong – sign in again</source>
            <translation>app key hoặc app secret không đúng – hãy đăng nhập lại</translation>
        </message>
        <message>
            <source>the check itself failed ({kind})</source>
            <translation>lần kiểm tra này bị lỗi ({kind})</translation>
        </message>
        <message>
            <source>the keyring</source>
            <translation>kho khóa</translation>
        </message>
        <message>
            <source>the keyring cannot be used now; Nobi tries again</source>
            <translation>hiện không dùng được kho mật khẩu; Nobi sẽ thử lại</translation>
        </message>
        <message>
            <source>the keyring has lost the keys – sign in again</source>
            <translation>kho mật khẩu đã mất khóa – hãy đăng nhập lại</translation>
        </message>
        <message>
            <source>the last one is of {when}</source>
            <translation>bản gần nhất lúc {when}</translation>
        </message>
        <message>
            <source>the last one is of {when}, and much has changed since</source>
            <translation>bản gần nhất lúc {when}, từ đó đã thay đổi nhiều</translation>
        </message>
        <message>
            <source>the list is empty ({time})</source>
            <translation>danh sách trống ({time})</translation>
        </message>
        <message>
            <source>the name {host} is not found</source>
            <translation>không tìm thấy tên {host}</translation>
        </message>
        <message>
            <source>the newest conversation has none ({time})</source>
            <translation>hội thoại mới nhất chưa có tin nào ({time})</translation>
        </message>
        <message>
            <source>the one found here shows or loses secrets; Nobi does not use it</source>
            <translation>kho khóa tìm thấy làm lộ hoặc làm mất khóa; Nobi không dùng</translation>
        </message>
        <message>
            <source>the other questions would have met the same</source>
            <translation>các câu hỏi còn lại cũng sẽ gặp như vậy</translation>
        </message>
        <message>
            <source>the permission has run out – sign in again</source>
            <translation>quyền đã hết hạn – hãy đăng nhập lại</translation>
        </message>
        <message>
            <source>the proxy does not let the call through</source>
            <translation>proxy không cho lời gọi đi qua</translation>
        </message>
        <message>
            <source>the shops cannot be read from it ({code})</source>
            <translation>không đọc được danh sách shop ({code})</translation>
        </message>
        <message>
            <source>this computer has none, so keys last only until Nobi is closed</source>
            <translation>máy này không có, nên khóa chỉ giữ được đến khi đóng Nobi</translation>
        </message>
        <message>
            <source>this one is granted, but under another cipher than we have</source>
            <translation>shop này được cấp, nhưng với cipher khác với cái Nobi có</translation>
        </message>
        <message>
            <source>this shop</source>
            <translation>shop này</translation>
        </message>
        <message>
            <source>to the beginning</source>
            <translation>đến tin đầu tiên</translation>
        </message>
        <message>
            <source>to {day}</source>
            <translation>đến {day}</translation>
        </message>
        <message>
            <source>tomorrow {time}</source>
            <translation>{time} mai</translation>
        </message>
        <message>
            <source>until {date}</source>
            <translation>đến {date}</translation>
        </message>
        <message>
            <source>until {day}</source>
            <translation>đến {day}</translation>
        </message>
        <message>
            <source>until {when} at least</source>
            <translation>ít nhất đến {when}</translation>
        </message>
        <message>
            <source>uploading</source>
            <translation>đang tải ảnh lên</translation>
        </message>
        <message>
            <source>waiting to be sent</source>
            <translation>đang chờ gửi</translation>
        </message>
        <message>
            <source>waits for the shop to sign in</source>
            <translation>chờ shop đăng nhập lại</translation>
        </message>
        <message>
            <source>waits {time}</source>
            <translation>chờ {time}</translation>
        </message>
        <message>
            <source>will be connected again</source>
            <translation>sẽ được kết nối lại</translation>
        </message>
        <message>
            <source>will be tried again</source>
            <translation>sẽ tự gửi lại</translation>
        </message>
        <message>
            <source>will try again at {time}</source>
            <translation>sẽ gửi lại lúc {time}</translation>
        </message>
        <message>
            <source>yes, TikTok hands new conversations to this account</source>
            <translation>có, TikTok giao hội thoại mới cho tài khoản này</translation>
        </message>
        <message>
            <source>you have paused it: it is neither read nor written to</source>
            <translation>bạn đã tạm dừng: không đọc và không gửi</translation>
        </message>
        <message>
            <source>{count} on the first page, {total} in all ({time})</source>
            <translation>{count} ở trang đầu, tổng cộng {total} ({time})</translation>
        </message>
        <message>
            <source>{day} at {time}</source>
            <translation>{time} {day}</translation>
        </message>
        <message>
            <source>{free} of {total} are free</source>
            <translation>còn trống {free} trên {total}</translation>
        </message>
        <message>
            <source>{host} answers in {time}</source>
            <translation>{host} trả lời trong {time}</translation>
        </message>
        <message>
            <source>{hours}, past midnight</source>
            <translation>{hours}, qua nửa đêm</translation>
        </message>
        <message>
            <source>{in_time} of {chats} in time, {open} open</source>
            <translation>{in_time}/{chats} đúng hạn, {open} đang chờ</translation>
        </message>
        <message>
            <source>{key} belongs to the system or the keyboard's language. Take another.</source>
            <translation>{key} là phím của hệ thống hoặc bộ gõ. Hãy chọn phím khác.</translation>
        </message>
        <message>
            <source>{key} belongs to “{other}”. Press it once more to take it from there.</source>
            <translation>{key} đang dùng cho “{other}”. Nhấn lần nữa để lấy sang đây.</translation>
        </message>
        <message>
            <source>{key} writes or edits text. Take one with Ctrl or Alt, or a function key.</source>
            <translation>{key} dùng để gõ hoặc sửa chữ. Hãy chọn phím có Ctrl, Alt hoặc phím chức năng.</translation>
        </message>
        <message>
            <source>{key} – moves here from {group}</source>
            <translation>{key} – chuyển từ {group} sang</translation>
        </message>
        <message>
            <source>{market}: enter whole hours from {least} to {most}.</source>
            <translation>{market}: hãy nhập số giờ từ {least} đến {most}.</translation>
        </message>
        <message>
            <source>{name} (now)</source>
            <translation>{name} (đang dùng)</translation>
        </message>
        <message>
            <source>{name} does not answer ({code})</source>
            <translation>{name} không trả lời ({code})</translation>
        </message>
        <message>
            <source>{name} is locked</source>
            <translation>{name} đang bị khóa</translation>
        </message>
        <message>
            <source>{name}, but the keys were put into {before}</source>
            <translation>{name}, nhưng khóa đã cất ở {before}</translation>
        </message>
        <message numerus="yes">
            <source>{name}, {n} conversations</source>
            <translation>
                <numerusform>{name}, {n} hội thoại</numerusform>
            </translation>
        </message>
        <message>
            <source>{name}: not allowed</source>
            <translation>{name}: chưa được cấp quyền</translation>
        </message>
        <message numerus="yes">
            <source>{n} buyers must be answered soon</source>
            <translation>
                <numerusform>{n} người mua cần trả lời sớm</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} calls to TikTok, all reading, part of the day's</source>
            <translation>
                <numerusform>{n} lượt gọi TikTok, chỉ đọc, tính vào hạn mức ngày</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} conversations</source>
            <translation>
                <numerusform>{n} hội thoại</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} conversations get the second tag in place of the first, which is deleted.</source>
            <translation>
                <numerusform>{n} hội thoại sẽ mang thẻ sau thay cho thẻ trước; thẻ trước bị xóa.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} conversations go, with their messages and drafts. This cannot be undone.</source>
            <translation>
                <numerusform>{n} hội thoại sẽ mất cùng tin nhắn và bản nháp. Không thể hoàn tác.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} conversations lose it. The conversations themselves stay.</source>
            <translation>
                <numerusform>{n} hội thoại sẽ mất thẻ này. Hội thoại vẫn giữ nguyên.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} conversations need an answer</source>
            <translation>
                <numerusform>{n} hội thoại cần trả lời</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} conversations need no answer</source>
            <translation>
                <numerusform>{n} hội thoại không cần trả lời</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} could not be read</source>
            <translation>
                <numerusform>{n} không đọc được</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} days</source>
            <translation>
                <numerusform>{n} ngày</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} found</source>
            <translation>
                <numerusform>{n} kết quả</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} gaps</source>
            <translation>
                <numerusform>{n} chỗ thiếu</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} granted, all that Nobi needs among them</source>
            <translation>
                <numerusform>được cấp {n} quyền, đủ những quyền Nobi cần</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} h</source>
            <translation>
                <numerusform>{n} giờ</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} hours</source>
            <translation>
                <numerusform>{n} giờ</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} messages</source>
            <translation>
                <numerusform>{n} tin nhắn</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} messages from earlier were not sent.</source>
            <translation>
                <numerusform>{n} tin từ trước chưa được gửi.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} messages have not been sent and will not be:</source>
            <translation>
                <numerusform>{n} tin nhắn chưa gửi và sẽ không được gửi:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} min</source>
            <translation>
                <numerusform>{n} phút</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} new</source>
            <translation>
                <numerusform>{n} tin mới</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} of the newest conversation: {kinds} ({time})</source>
            <translation>
                <numerusform>{n} tin của hội thoại mới nhất: {kinds} ({time})</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} old messages are still being prepared for the search.</source>
            <translation>
                <numerusform>Còn {n} tin nhắn cũ đang được chuẩn bị để tìm.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} on the first page, newest {when} ({time})</source>
            <translation>
                <numerusform>{n} ở trang đầu, mới nhất {when} ({time})</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} s</source>
            <translation>
                <numerusform>{n} giây</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} selected</source>
            <translation>
                <numerusform>Đã chọn {n}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops</source>
            <translation>
                <numerusform>{n} shop</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops are fine.</source>
            <translation>
                <numerusform>{n} shop ổn.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops belong to it. They stay, and are in no branch then.</source>
            <translation>
                <numerusform>{n} shop thuộc chi nhánh này. Các shop vẫn còn, chỉ không thuộc chi nhánh nào.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops by this authorization, but not this one</source>
            <translation>
                <numerusform>ủy quyền này có {n} shop, nhưng không có shop này</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops by this authorization, this one among them</source>
            <translation>
                <numerusform>ủy quyền này có {n} shop, trong đó có shop này</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops connected</source>
            <translation>
                <numerusform>Đã kết nối {n} shop</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops could not be asked about: {names}.</source>
            <translation>
                <numerusform>{n} shop chưa hỏi được: {names}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops merged</source>
            <translation>
                <numerusform>{n} shop gộp</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops need you: {names}.</source>
            <translation>
                <numerusform>{n} shop cần bạn xử lý: {names}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops ticked</source>
            <translation>
                <numerusform>Đã chọn {n} shop</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} tags</source>
            <translation>
                <numerusform>{n} thẻ</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} unanswered</source>
            <translation>
                <numerusform>{n} chưa trả lời</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} unread</source>
            <translation>
                <numerusform>{n} chưa xem</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} unread messages</source>
            <translation>
                <numerusform>{n} tin chưa xem</numerusform>
            </translation>
        </message>
        <message>
            <source>{on} of {all} ticked</source>
            <translation>đã chọn {on}/{all}</translation>
        </message>
        <message>
            <source>{path} is not there: Nobi has not been started with it</source>
            <translation>{path} chưa có: Nobi chưa từng mở với thư mục này</translation>
        </message>
        <message>
            <source>{path} may not be read and written by you</source>
            <translation>bạn không có quyền đọc và ghi {path}</translation>
        </message>
        <message>
            <source>{path}, {size}</source>
            <translation>{path}, {size}</translation>
        </message>
        <message>
            <source>{place} of {total}</source>
            <translation>{place} trên {total}</translation>
        </message>
        <message>
            <source>{said}, new below: {count}</source>
            <translation>{said}, bên dưới có {count} tin mới</translation>
        </message>
        <message>
            <source>{shop} has not allowed Nobi to read its conversations.</source>
            <translation>{shop} chưa cho phép Nobi đọc hội thoại.</translation>
        </message>
        <message>
            <source>{shop} has to sign in again before it can go on.</source>
            <translation>{shop} cần đăng nhập lại để tiếp tục.</translation>
        </message>
        <message>
            <source>{shop} has used up today's calls to TikTok; new messages come tomorrow.</source>
            <translation>{shop} đã hết lượt gọi TikTok hôm nay; ngày mai tin mới sẽ về tiếp.</translation>
        </message>
        <message>
            <source>{shop} stopped for a moment and was started again. No message is missing.</source>
            <translation>{shop} vừa ngừng giây lát và đã chạy lại. Không thiếu tin nào.</translation>
        </message>
        <message>
            <source>{some} and {last}</source>
            <translation>{some} và {last}</translation>
        </message>
        <message>
            <source>{some} or {last}</source>
            <translation>{some} hoặc {last}</translation>
        </message>
        <message>
            <source>{span} ahead of TikTok's</source>
            <translation>nhanh hơn giờ TikTok {span}</translation>
        </message>
        <message>
            <source>{span} behind TikTok's</source>
            <translation>chậm hơn giờ TikTok {span}</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>còn {time}</translation>
        </message>
        <message>
            <source>{used} of {most} characters</source>
            <translation>{used} trên {most} ký tự</translation>
        </message>
        <message>
            <source>{version}; 3.51.3 mends a rare fault in it that Nobi stays clear of</source>
            <translation>{version}; bản 3.51.3 sửa một lỗi hiếm gặp mà Nobi vốn đã tránh</translation>
        </message>
        <message>
            <source>{weekday}, {day} {month}</source>
            <translation>{weekday}, {day} {month}</translation>
        </message>
        <message>
            <source>{weekday}, {day} {month} {year}</source>
            <translation>{weekday}, {day} {month}, {year}</translation>
        </message>
        <message>
            <source>{what} (chat)</source>
            <translation>{what} (chat)</translation>
        </message>
        <message>
            <source>{what} (orders)</source>
            <translation>{what} (đơn hàng)</translation>
        </message>
        <message>
            <source>{whole}.{part} s</source>
            <translation>{whole},{part} giây</translation>
        </message>
        <message>
            <source>{whole}.{part} {unit}</source>
            <translation>{whole},{part} {unit}</translation>
        </message>
        <message>
            <source>“No order” is what TikTok answered; “not checked yet” has not been asked so far.</source>
            <translation>“Chưa có đơn” là TikTok đã trả lời; “chưa kiểm tra” là Nobi chưa hỏi.</translation>
        </message>
        <message>
            <source>← All</source>
            <translation>← Tất cả</translation>
        </message>
    </context>
    <context>
        <name>QPlatformTheme</name>
        <message>
            <source>&amp;No</source>
            <translation>&amp;Không</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>&amp;Có</translation>
        </message>
        <message>
            <source>Abort</source>
            <translation>Dừng</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>Áp dụng</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Bỏ</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Trợ giúp</translation>
        </message>
        <message>
            <source>Ignore</source>
            <translation>Bỏ qua</translation>
        </message>
        <message>
            <source>N&amp;o to All</source>
            <translation>K&amp;hông cho tất cả</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Mở</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Đặt lại</translation>
        </message>
        <message>
            <source>Restore Defaults</source>
            <translation>Khôi phục mặc định</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Thử lại</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Lưu</translation>
        </message>
        <message>
            <source>Save All</source>
            <translation>Lưu tất cả</translation>
        </message>
        <message>
            <source>Yes to &amp;All</source>
            <translation>Có cho &amp;tất cả</translation>
        </message>
    </context>
    <context>
        <name>QLineEdit</name>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Sao chép</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>&amp;Dán</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>&amp;Làm lại</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Hoàn tác</translation>
        </message>
        <message>
            <source>Cu&amp;t</source>
            <translation>&amp;Cắt</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Xóa</translation>
        </message>
        <message>
            <source>Select All</source>
            <translation>Chọn tất cả</translation>
        </message>
    </context>
    <context>
        <name>QWidgetTextControl</name>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Sao chép</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>&amp;Dán</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>&amp;Làm lại</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Hoàn tác</translation>
        </message>
        <message>
            <source>Copy &amp;Link Location</source>
            <translation>Sao chép &amp;liên kết</translation>
        </message>
        <message>
            <source>Cu&amp;t</source>
            <translation>&amp;Cắt</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Xóa</translation>
        </message>
        <message>
            <source>Select All</source>
            <translation>Chọn tất cả</translation>
        </message>
    </context>
    <context>
        <name>QScrollBar</name>
        <message>
            <source>Bottom</source>
            <translation>Cuối trang</translation>
        </message>
        <message>
            <source>Left edge</source>
            <translation>Mép trái</translation>
        </message>
        <message>
            <source>Page down</source>
            <translation>Xuống một trang</translation>
        </message>
        <message>
            <source>Page left</source>
            <translation>Sang trái một trang</translation>
        </message>
        <message>
            <source>Page right</source>
            <translation>Sang phải một trang</translation>
        </message>
        <message>
            <source>Page up</source>
            <translation>Lên một trang</translation>
        </message>
        <message>
            <source>Right edge</source>
            <translation>Mép phải</translation>
        </message>
        <message>
            <source>Scroll down</source>
            <translation>Cuộn xuống</translation>
        </message>
        <message>
            <source>Scroll here</source>
            <translation>Cuộn đến đây</translation>
        </message>
        <message>
            <source>Scroll left</source>
            <translation>Cuộn trái</translation>
        </message>
        <message>
            <source>Scroll right</source>
            <translation>Cuộn phải</translation>
        </message>
        <message>
            <source>Scroll up</source>
            <translation>Cuộn lên</translation>
        </message>
        <message>
            <source>Top</source>
            <translation>Đầu trang</translation>
        </message>
    </context>
    <context>
        <name>QMessageBox</name>
        <message>
            <source>Help</source>
            <translation>Trợ giúp</translation>
        </message>
        <message>
            <source>Hide Details...</source>
            <translation>Ẩn chi tiết...</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>Show Details...</source>
            <translation>Xem chi tiết...</translation>
        </message>
    </context>
    <context>
        <name>QFileDialog</name>
        <message>
            <source>%1
Directory not found.
Please verify the correct directory name was given.</source>
            <translation>%1
Không tìm thấy thư mục.
Bạn kiểm tra lại tên thư mục nhé.</translation>
        </message>
        <message>
            <source>%1
File not found.
Please verify the correct file name was given.</source>
            <translation>%1
Không tìm thấy tệp.
Bạn kiểm tra lại tên tệp nhé.</translation>
        </message>
        <message>
            <source>%1 already exists.
Do you want to replace it?</source>
            <translation>%1 đã có sẵn.
Bạn có muốn thay thế không?</translation>
        </message>
        <message>
            <source>&amp;Choose</source>
            <translation>&amp;Chọn</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>&amp;Xóa</translation>
        </message>
        <message>
            <source>&amp;New Folder</source>
            <translation>Thư mục &amp;mới</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>&amp;Mở</translation>
        </message>
        <message>
            <source>&amp;Rename</source>
            <translation>Đổi &amp;tên</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>&amp;Lưu</translation>
        </message>
        <message>
            <source>'%1' is write protected.
Do you want to delete it anyway?</source>
            <translation>'%1' đang được chống ghi.
Bạn vẫn muốn xóa chứ?</translation>
        </message>
        <message>
            <source>All Files (*)</source>
            <translation>Mọi tệp (*)</translation>
        </message>
        <message>
            <source>Alt+Left</source>
            <translation>Alt+Left</translation>
        </message>
        <message>
            <source>Alt+Right</source>
            <translation>Alt+Right</translation>
        </message>
        <message>
            <source>Alt+Up</source>
            <translation>Alt+Up</translation>
        </message>
        <message>
            <source>Are you sure you want to delete '%1'?</source>
            <translation>Bạn có chắc muốn xóa '%1' không?</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Quay lại</translation>
        </message>
        <message>
            <source>Change to detail view mode</source>
            <translation>Xem dạng chi tiết</translation>
        </message>
        <message>
            <source>Change to list view mode</source>
            <translation>Xem dạng danh sách</translation>
        </message>
        <message>
            <source>Could not delete directory.</source>
            <translation>Không xóa được thư mục.</translation>
        </message>
        <message>
            <source>Create New Folder</source>
            <translation>Tạo thư mục mới</translation>
        </message>
        <message>
            <source>Create a New Folder</source>
            <translation>Tạo một thư mục mới</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Xóa</translation>
        </message>
        <message>
            <source>Detail View</source>
            <translation>Dạng chi tiết</translation>
        </message>
        <message>
            <source>Directories</source>
            <translation>Thư mục</translation>
        </message>
        <message>
            <source>Directory:</source>
            <translation>Thư mục:</translation>
        </message>
        <message>
            <source>File &amp;name:</source>
            <translation>&amp;Tên tệp:</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Tệp</translation>
        </message>
        <message>
            <source>Files of type:</source>
            <translation>Loại tệp:</translation>
        </message>
        <message>
            <source>Find Directory</source>
            <translation>Tìm thư mục</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Tiến</translation>
        </message>
        <message>
            <source>Go back</source>
            <translation>Quay lại</translation>
        </message>
        <message>
            <source>Go forward</source>
            <translation>Tiến tới</translation>
        </message>
        <message>
            <source>Go to the parent directory</source>
            <translation>Lên thư mục cha</translation>
        </message>
        <message>
            <source>List View</source>
            <translation>Dạng danh sách</translation>
        </message>
        <message>
            <source>List of places and bookmarks</source>
            <translation>Danh sách vị trí và dấu trang</translation>
        </message>
        <message>
            <source>Look in:</source>
            <translation>Tìm trong:</translation>
        </message>
        <message>
            <source>My Computer</source>
            <translation>Máy tính</translation>
        </message>
        <message>
            <source>New Folder</source>
            <translation>Thư mục mới</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Mở</translation>
        </message>
        <message>
            <source>Parent Directory</source>
            <translation>Thư mục cha</translation>
        </message>
        <message>
            <source>Recent Places</source>
            <translation>Vị trí gần đây</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Gỡ</translation>
        </message>
        <message>
            <source>Save As</source>
            <translation>Lưu thành</translation>
        </message>
        <message>
            <source>Show </source>
            <translation>Hiện </translation>
        </message>
        <message>
            <source>Show &amp;hidden files</source>
            <translation>Hiện tệp ẩ&amp;n</translation>
        </message>
        <message>
            <source>Sidebar</source>
            <translation>Thanh bên</translation>
        </message>
    </context>
    <context>
        <name>QFileSystemModel</name>
        <message>
            <source>Computer</source>
            <translation>Máy tính</translation>
        </message>
        <message>
            <source>Date Modified</source>
            <translation>Ngày sửa</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Loại</translation>
        </message>
        <message>
            <source>My Computer</source>
            <translation>Máy tính</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Tên</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Cỡ</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Loại</translation>
        </message>
    </context>
    <context>
        <name>QUnicodeControlCharacterMenu</name>
        <message>
            <source>Insert Unicode control character</source>
            <translation>Chèn ký tự điều khiển Unicode</translation>
        </message>
    </context>
    <context>
        <name>QDialogButtonBox</name>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
    </context>
</TS>
