<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
    <context>
        <name>nobi</name>
        <message>
            <source>(deleted)</source>
            <translation>(deleted)</translation>
        </message>
        <message>
            <source>(empty message)</source>
            <translation>(empty message)</translation>
        </message>
        <message>
            <source>+ Tag</source>
            <translation>+ Tag</translation>
        </message>
        <message>
            <source>1 year</source>
            <translation>1 year</translation>
        </message>
        <message>
            <source>1. Open partner.tiktokshop.com, choose “App &amp; Service” and your app.</source>
            <translation>1. Open partner.tiktokshop.com, choose “App &amp; Service” and your app.</translation>
        </message>
        <message>
            <source>2. Copy “App key” and “App secret” from there.</source>
            <translation>2. Copy “App key” and “App secret” from there.</translation>
        </message>
        <message>
            <source>3. Enter this address as “Redirect URL”, exactly so:</source>
            <translation>3. Enter this address as “Redirect URL”, exactly so:</translation>
        </message>
        <message>
            <source>30 days</source>
            <translation>30 days</translation>
        </message>
        <message>
            <source>30-day forecast: no chats yet</source>
            <translation>30-day forecast: no chats yet</translation>
        </message>
        <message>
            <source>30-day forecast: {rate} %</source>
            <translation>30-day forecast: {rate} %</translation>
        </message>
        <message>
            <source>31/12/2025</source>
            <translation>31/12/2025</translation>
        </message>
        <message>
            <source>4. Press “Copy authorization link” and paste the link here.</source>
            <translation>4. Press “Copy authorization link” and paste the link here.</translation>
        </message>
        <message>
            <source>7 days</source>
            <translation>7 days</translation>
        </message>
        <message>
            <source>90 days</source>
            <translation>90 days</translation>
        </message>
        <message>
            <source>A GIF would lose its motion: TikTok Shop takes PNG and JPG pictures.</source>
            <translation>A GIF would lose its motion: TikTok Shop takes PNG and JPG pictures.</translation>
        </message>
        <message>
            <source>A customer service agent joined</source>
            <translation>A customer service agent joined</translation>
        </message>
        <message>
            <source>A development shop has few calls an hour; messages come a little later.</source>
            <translation>A development shop has few calls an hour; messages come a little later.</translation>
        </message>
        <message>
            <source>A link in a chat leads outside TikTok Shop. Open it only if you expected it.</source>
            <translation>A link in a chat leads outside TikTok Shop. Open it only if you expected it.</translation>
        </message>
        <message>
            <source>A saved view brings back shops, filters and order with one click.</source>
            <translation>A saved view brings back shops, filters and order with one click.</translation>
        </message>
        <message>
            <source>A shop that is gone</source>
            <translation>A shop that is gone</translation>
        </message>
        <message>
            <source>A short row of letters and digits.</source>
            <translation>A short row of letters and digits.</translation>
        </message>
        <message>
            <source>ALL</source>
            <translation>ALL</translation>
        </message>
        <message>
            <source>About the buyer</source>
            <translation>About the buyer</translation>
        </message>
        <message>
            <source>Add to the merged view</source>
            <translation>Add to the merged view</translation>
        </message>
        <message>
            <source>All</source>
            <translation>All</translation>
        </message>
        <message>
            <source>All branches on the rail</source>
            <translation>All branches on the rail</translation>
        </message>
        <message>
            <source>All conversations</source>
            <translation>All conversations</translation>
        </message>
        <message>
            <source>All of these</source>
            <translation>All of these</translation>
        </message>
        <message>
            <source>All shops</source>
            <translation>All shops</translation>
        </message>
        <message>
            <source>All shops…</source>
            <translation>All shops…</translation>
        </message>
        <message>
            <source>All your shops' chats in one place</source>
            <translation>All your shops' chats in one place</translation>
        </message>
        <message>
            <source>Amber</source>
            <translation>Amber</translation>
        </message>
        <message>
            <source>An agent joined</source>
            <translation>An agent joined</translation>
        </message>
        <message>
            <source>Another app</source>
            <translation>Another app</translation>
        </message>
        <message>
            <source>Another order of the list</source>
            <translation>Another order of the list</translation>
        </message>
        <message>
            <source>Another program holds Nobi's data. Try again in a moment.</source>
            <translation>Another program holds Nobi's data. Try again in a moment.</translation>
        </message>
        <message>
            <source>Another program uses port 8721 of this computer, so the browser cannot come back by itself. Agree on TikTok, then copy the address the browser ended on.</source>
            <translation>Another program uses port 8721 of this computer, so the browser cannot come back by itself. Agree on TikTok, then copy the address the browser ended on.</translation>
        </message>
        <message>
            <source>Another shop was allowed. Sign in to TikTok with the account of {shop}.</source>
            <translation>Another shop was allowed. Sign in to TikTok with the account of {shop}.</translation>
        </message>
        <message>
            <source>Another view has this name.</source>
            <translation>Another view has this name.</translation>
        </message>
        <message numerus="yes">
            <source>Answer these {n} in time to stay at {target} %</source>
            <translation>
                <numerusform>Answer this one in time to stay at {target} %</numerusform>
                <numerusform>Answer these {n} in time to stay at {target} %</numerusform>
            </translation>
        </message>
        <message>
            <source>Answered in time, last 30 days</source>
            <translation>Answered in time, last 30 days</translation>
        </message>
        <message>
            <source>Answering</source>
            <translation>Answering</translation>
        </message>
        <message>
            <source>Any of these</source>
            <translation>Any of these</translation>
        </message>
        <message>
            <source>Any time</source>
            <translation>Any time</translation>
        </message>
        <message>
            <source>App</source>
            <translation>App</translation>
        </message>
        <message>
            <source>App key</source>
            <translation>App key</translation>
        </message>
        <message>
            <source>App key and app secret do not belong together. Copy both once more.</source>
            <translation>App key and app secret do not belong together. Copy both once more.</translation>
        </message>
        <message>
            <source>App secret</source>
            <translation>App secret</translation>
        </message>
        <message numerus="yes">
            <source>App ••{tail} · {n} shops</source>
            <translation>
                <numerusform>App ••{tail} · {n} shop</numerusform>
                <numerusform>App ••{tail} · {n} shops</numerusform>
            </translation>
        </message>
        <message>
            <source>April</source>
            <translation>April</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>As the system</translation>
        </message>
        <message>
            <source>Ask for them in the app's settings in Partner Center, then connect this shop again.</source>
            <translation>Ask for them in the app's settings in Partner Center, then connect this shop again.</translation>
        </message>
        <message>
            <source>Ask for {scope} in the app's settings in Partner Center, then connect this shop again.</source>
            <translation>Ask for {scope} in the app's settings in Partner Center, then connect this shop again.</translation>
        </message>
        <message>
            <source>Asking TikTok which shops were allowed…</source>
            <translation>Asking TikTok which shops were allowed…</translation>
        </message>
        <message>
            <source>At most {count} pictures at a time.</source>
            <translation>At most {count} pictures at a time.</translation>
        </message>
        <message>
            <source>August</source>
            <translation>August</translation>
        </message>
        <message>
            <source>Authorization</source>
            <translation>Authorization</translation>
        </message>
        <message>
            <source>Automatic reply</source>
            <translation>Automatic reply</translation>
        </message>
        <message>
            <source>Awaiting collection</source>
            <translation>Awaiting collection</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Back to the text field</source>
            <translation>Back to the text field</translation>
        </message>
        <message>
            <source>Back to writing</source>
            <translation>Back to writing</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Backup</translation>
        </message>
        <message>
            <source>Begins at</source>
            <translation>Begins at</translation>
        </message>
        <message>
            <source>Below {target} % even if all are answered in time</source>
            <translation>Below {target} % even if all are answered in time</translation>
        </message>
        <message>
            <source>Besides the shops, look at: {names}.</source>
            <translation>Besides the shops, look at: {names}.</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>Blue</translation>
        </message>
        <message>
            <source>Branch</source>
            <translation>Branch</translation>
        </message>
        <message>
            <source>Branches</source>
            <translation>Branches</translation>
        </message>
        <message>
            <source>Branches…</source>
            <translation>Branches…</translation>
        </message>
        <message>
            <source>Brick</source>
            <translation>Brick</translation>
        </message>
        <message>
            <source>Brown</source>
            <translation>Brown</translation>
        </message>
        <message>
            <source>Buyer</source>
            <translation>Buyer</translation>
        </message>
        <message>
            <source>Buyer ••{tail}</source>
            <translation>Buyer ••{tail}</translation>
        </message>
        <message>
            <source>Buyer's id</source>
            <translation>Buyer's id</translation>
        </message>
        <message>
            <source>Buyer, shop, view, tag or command</source>
            <translation>Buyer, shop, view, tag or command</translation>
        </message>
        <message>
            <source>Buyers</source>
            <translation>Buyers</translation>
        </message>
        <message>
            <source>Buyers who wait for you are shown here.</source>
            <translation>Buyers who wait for you are shown here.</translation>
        </message>
        <message>
            <source>Buyers' messages and your answers appear here. Choose one in the list on the left.</source>
            <translation>Buyers' messages and your answers appear here. Choose one in the list on the left.</translation>
        </message>
        <message>
            <source>Calls today</source>
            <translation>Calls today</translation>
        </message>
        <message>
            <source>Came from a product</source>
            <translation>Came from a product</translation>
        </message>
        <message>
            <source>Came from an order</source>
            <translation>Came from an order</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Cancelled</translation>
        </message>
        <message>
            <source>Cancelled; what was read stays</source>
            <translation>Cancelled; what was read stays</translation>
        </message>
        <message>
            <source>Catching up</source>
            <translation>Catching up</translation>
        </message>
        <message>
            <source>Change this group…</source>
            <translation>Change this group…</translation>
        </message>
        <message numerus="yes">
            <source>Changed {n} conversations</source>
            <translation>
                <numerusform>Changed {n} conversation</numerusform>
                <numerusform>Changed {n} conversations</numerusform>
            </translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Change…</translation>
        </message>
        <message>
            <source>Chat</source>
            <translation>Chat</translation>
        </message>
        <message>
            <source>Chats work. Orders and products need an app that may read them.</source>
            <translation>Chats work. Orders and products need an app that may read them.</translation>
        </message>
        <message>
            <source>Check address and password of the proxy in the system's settings.</source>
            <translation>Check address and password of the proxy in the system's settings.</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Check again</translation>
        </message>
        <message>
            <source>Check the internet connection and the firewall, then look again.</source>
            <translation>Check the internet connection and the firewall, then look again.</translation>
        </message>
        <message>
            <source>Choose a conversation</source>
            <translation>Choose a conversation</translation>
        </message>
        <message>
            <source>Choose day and time…</source>
            <translation>Choose day and time…</translation>
        </message>
        <message>
            <source>Choose pictures</source>
            <translation>Choose pictures</translation>
        </message>
        <message>
            <source>Clear all filters</source>
            <translation>Clear all filters</translation>
        </message>
        <message>
            <source>Clear the search</source>
            <translation>Clear the search</translation>
        </message>
        <message>
            <source>Clear the search (Esc)</source>
            <translation>Clear the search (Esc)</translation>
        </message>
        <message>
            <source>Clear the selection (Esc)</source>
            <translation>Clear the selection (Esc)</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Clock</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Close the program that has it open (a backup, a virus scanner) and look again.</source>
            <translation>Close the program that has it open (a backup, a virus scanner) and look again.</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Colour</translation>
        </message>
        <message>
            <source>Command</source>
            <translation>Command</translation>
        </message>
        <message>
            <source>Complete back to {time}</source>
            <translation>Complete back to {time}</translation>
        </message>
        <message>
            <source>Complete to
{time}</source>
            <translation>Complete to
{time}</translation>
        </message>
        <message>
            <source>Completed</source>
            <translation>Completed</translation>
        </message>
        <message>
            <source>Computer clock is wrong</source>
            <translation>Computer clock is wrong</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>Connect</translation>
        </message>
        <message>
            <source>Connect a shop</source>
            <translation>Connect a shop</translation>
        </message>
        <message>
            <source>Connect a shop…</source>
            <translation>Connect a shop…</translation>
        </message>
        <message>
            <source>Connect again</source>
            <translation>Connect again</translation>
        </message>
        <message>
            <source>Connect again…</source>
            <translation>Connect again…</translation>
        </message>
        <message>
            <source>Connect another app</source>
            <translation>Connect another app</translation>
        </message>
        <message>
            <source>Connect this shop again in Nobi.</source>
            <translation>Connect this shop again in Nobi.</translation>
        </message>
        <message>
            <source>Connect your TikTok Shops, and buyers' messages from all of them arrive here.</source>
            <translation>Connect your TikTok Shops, and buyers' messages from all of them arrive here.</translation>
        </message>
        <message numerus="yes">
            <source>Connect {n} shops</source>
            <translation>
                <numerusform>Connect {n} shop</numerusform>
                <numerusform>Connect {n} shops</numerusform>
            </translation>
        </message>
        <message>
            <source>Connect {shop} again</source>
            <translation>Connect {shop} again</translation>
        </message>
        <message>
            <source>Connection to TikTok</source>
            <translation>Connection to TikTok</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continue</translation>
        </message>
        <message>
            <source>Continue in browser</source>
            <translation>Continue in browser</translation>
        </message>
        <message>
            <source>Continue in your browser</source>
            <translation>Continue in your browser</translation>
        </message>
        <message>
            <source>Conversation handed over</source>
            <translation>Conversation handed over</translation>
        </message>
        <message>
            <source>Conversations</source>
            <translation>Conversations</translation>
        </message>
        <message>
            <source>Conversations are being loaded</source>
            <translation>Conversations are being loaded</translation>
        </message>
        <message>
            <source>Conversations are on their way</source>
            <translation>Conversations are on their way</translation>
        </message>
        <message>
            <source>Conversations stay on this computer. The shop can be connected again later.</source>
            <translation>Conversations stay on this computer. The shop can be connected again later.</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Copied</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copy</translation>
        </message>
        <message>
            <source>Copy app key and app secret anew from Partner Center and connect the shop again.</source>
            <translation>Copy app key and app secret anew from Partner Center and connect the shop again.</translation>
        </message>
        <message>
            <source>Copy link</source>
            <translation>Copy link</translation>
        </message>
        <message>
            <source>Copy message</source>
            <translation>Copy message</translation>
        </message>
        <message>
            <source>Copy of TikTok</source>
            <translation>Copy of TikTok</translation>
        </message>
        <message>
            <source>Copy order number</source>
            <translation>Copy order number</translation>
        </message>
        <message>
            <source>Copy product number</source>
            <translation>Copy product number</translation>
        </message>
        <message>
            <source>Copy selected text</source>
            <translation>Copy selected text</translation>
        </message>
        <message>
            <source>Copy the buyer's id</source>
            <translation>Copy the buyer's id</translation>
        </message>
        <message>
            <source>Copy the buyer's name</source>
            <translation>Copy the buyer's name</translation>
        </message>
        <message>
            <source>Copy the link</source>
            <translation>Copy the link</translation>
        </message>
        <message>
            <source>Copy tracking number</source>
            <translation>Copy tracking number</translation>
        </message>
        <message>
            <source>Copy with name and time</source>
            <translation>Copy with name and time</translation>
        </message>
        <message>
            <source>Copy: {what}</source>
            <translation>Copy: {what}</translation>
        </message>
        <message>
            <source>Coupon</source>
            <translation>Coupon</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Create</translation>
        </message>
        <message>
            <source>Create “{name}”</source>
            <translation>Create “{name}”</translation>
        </message>
        <message>
            <source>Ctrl+Enter sends · Enter breaks the line</source>
            <translation>Ctrl+Enter sends · Enter breaks the line</translation>
        </message>
        <message>
            <source>Custom</source>
            <translation>Custom</translation>
        </message>
        <message>
            <source>Custom…</source>
            <translation>Custom…</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dark</translation>
        </message>
        <message>
            <source>Data folder</source>
            <translation>Data folder</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Day</translation>
        </message>
        <message>
            <source>December</source>
            <translation>December</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Delete</translation>
        </message>
        <message>
            <source>Delete its history…</source>
            <translation>Delete its history…</translation>
        </message>
        <message>
            <source>Delete the history from this computer</source>
            <translation>Delete the history from this computer</translation>
        </message>
        <message>
            <source>Delete this branch?</source>
            <translation>Delete this branch?</translation>
        </message>
        <message>
            <source>Delete this group?</source>
            <translation>Delete this group?</translation>
        </message>
        <message>
            <source>Delete this shop's history?</source>
            <translation>Delete this shop's history?</translation>
        </message>
        <message>
            <source>Delete this tag?</source>
            <translation>Delete this tag?</translation>
        </message>
        <message>
            <source>Delete this view?</source>
            <translation>Delete this view?</translation>
        </message>
        <message>
            <source>Deleting…</source>
            <translation>Deleting…</translation>
        </message>
        <message>
            <source>Delivered</source>
            <translation>Delivered</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Description</translation>
        </message>
        <message>
            <source>Did not work: {state}</source>
            <translation>Did not work: {state}</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Discard</translation>
        </message>
        <message>
            <source>Discard this message?</source>
            <translation>Discard this message?</translation>
        </message>
        <message>
            <source>Disconnect</source>
            <translation>Disconnect</translation>
        </message>
        <message>
            <source>Disconnect and delete</source>
            <translation>Disconnect and delete</translation>
        </message>
        <message>
            <source>Disconnect this shop?</source>
            <translation>Disconnect this shop?</translation>
        </message>
        <message>
            <source>Disconnected</source>
            <translation>Disconnected</translation>
        </message>
        <message>
            <source>Disconnecting…</source>
            <translation>Disconnecting…</translation>
        </message>
        <message>
            <source>Disconnect…</source>
            <translation>Disconnect…</translation>
        </message>
        <message>
            <source>Disk</source>
            <translation>Disk</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Dismiss</translation>
        </message>
        <message>
            <source>Do not send these pictures</source>
            <translation>Do not send these pictures</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Done</translation>
        </message>
        <message>
            <source>Done; TikTok does not give out some of the conversations</source>
            <translation>Done; TikTok does not give out some of the conversations</translation>
        </message>
        <message>
            <source>Draft:</source>
            <translation>Draft:</translation>
        </message>
        <message>
            <source>Edit and send</source>
            <translation>Edit and send</translation>
        </message>
        <message>
            <source>Emoji</source>
            <translation>Emoji</translation>
        </message>
        <message>
            <source>Emoji {emoji}</source>
            <translation>Emoji {emoji}</translation>
        </message>
        <message>
            <source>Empty the app's list of IP addresses in Partner Center: a desktop's changes.</source>
            <translation>Empty the app's list of IP addresses in Partner Center: a desktop's changes.</translation>
        </message>
        <message>
            <source>Empty: from the beginning.</source>
            <translation>Empty: from the beginning.</translation>
        </message>
        <message>
            <source>Empty: until now.</source>
            <translation>Empty: until now.</translation>
        </message>
        <message>
            <source>Ends at</source>
            <translation>Ends at</translation>
        </message>
        <message>
            <source>Enter a name.</source>
            <translation>Enter a name.</translation>
        </message>
        <message>
            <source>Enter a time of the day, such as 08:30 or 22:00.</source>
            <translation>Enter a time of the day, such as 08:30 or 22:00.</translation>
        </message>
        <message>
            <source>Enter at least one of the two days.</source>
            <translation>Enter at least one of the two days.</translation>
        </message>
        <message>
            <source>Enter or a click on a line: press the new keys. Delete: back to the default.</source>
            <translation>Enter or a click on a line: press the new keys. Delete: back to the default.</translation>
        </message>
        <message>
            <source>Enter sends · Shift+Enter breaks the line</source>
            <translation>Enter sends · Shift+Enter breaks the line</translation>
        </message>
        <message>
            <source>Enter the app key.</source>
            <translation>Enter the app key.</translation>
        </message>
        <message>
            <source>Enter the app secret.</source>
            <translation>Enter the app secret.</translation>
        </message>
        <message>
            <source>Enter the service ID or paste the authorization link.</source>
            <translation>Enter the service ID or paste the authorization link.</translation>
        </message>
        <message>
            <source>Everyone has an answer</source>
            <translation>Everyone has an answer</translation>
        </message>
        <message>
            <source>Everyone has an answer.</source>
            <translation>Everyone has an answer.</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Everything</translation>
        </message>
        <message>
            <source>February</source>
            <translation>February</translation>
        </message>
        <message>
            <source>File access</source>
            <translation>File access</translation>
        </message>
        <message>
            <source>Filter: unanswered</source>
            <translation>Filter: unanswered</translation>
        </message>
        <message>
            <source>Filter: unread</source>
            <translation>Filter: unread</translation>
        </message>
        <message>
            <source>Filtered for {filters}. Old conversations are still coming.</source>
            <translation>Filtered for {filters}. Old conversations are still coming.</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>Filters</translation>
        </message>
        <message>
            <source>Find a tag</source>
            <translation>Find a tag</translation>
        </message>
        <message>
            <source>Find in this conversation</source>
            <translation>Find in this conversation</translation>
        </message>
        <message>
            <source>Find or create a tag</source>
            <translation>Find or create a tag</translation>
        </message>
        <message>
            <source>Forget the reminder ({time})</source>
            <translation>Forget the reminder ({time})</translation>
        </message>
        <message>
            <source>Forget the reminders</source>
            <translation>Forget the reminders</translation>
        </message>
        <message>
            <source>Free some space on this disk.</source>
            <translation>Free some space on this disk.</translation>
        </message>
        <message>
            <source>Fri</source>
            <translation>Fri</translation>
        </message>
        <message>
            <source>Friday</source>
            <translation>Friday</translation>
        </message>
        <message>
            <source>From</source>
            <translation>From</translation>
        </message>
        <message>
            <source>From a day…</source>
            <translation>From a day…</translation>
        </message>
        <message>
            <source>From this day on</source>
            <translation>From this day on</translation>
        </message>
        <message>
            <source>Give it a name.</source>
            <translation>Give it a name.</translation>
        </message>
        <message>
            <source>Give yourself the right to read and write it, or choose another one (--data-dir).</source>
            <translation>Give yourself the right to read and write it, or choose another one (--data-dir).</translation>
        </message>
        <message>
            <source>Given up</source>
            <translation>Given up</translation>
        </message>
        <message>
            <source>Go to the newest message</source>
            <translation>Go to the newest message</translation>
        </message>
        <message>
            <source>Go to…</source>
            <translation>Go to…</translation>
        </message>
        <message>
            <source>Goes back {goal}</source>
            <translation>Goes back {goal}</translation>
        </message>
        <message>
            <source>Goes into the keyring of this computer and nowhere else.</source>
            <translation>Goes into the keyring of this computer and nowhere else.</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>Green</translation>
        </message>
        <message>
            <source>Grey</source>
            <translation>Grey</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Group</translation>
        </message>
        <message>
            <source>Group or shop {number}</source>
            <translation>Group or shop {number}</translation>
        </message>
        <message>
            <source>Group {name}, {counts}</source>
            <translation>Group {name}, {counts}</translation>
        </message>
        <message>
            <source>Has order</source>
            <translation>Has order</translation>
        </message>
        <message>
            <source>Has to sign in</source>
            <translation>Has to sign in</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>Hide</translation>
        </message>
        <message>
            <source>Hide the side panel</source>
            <translation>Hide the side panel</translation>
        </message>
        <message>
            <source>Hours to answer</source>
            <translation>Hours to answer</translation>
        </message>
        <message>
            <source>Hours to answer: {market}</source>
            <translation>Hours to answer: {market}</translation>
        </message>
        <message>
            <source>How far back</source>
            <translation>How far back</translation>
        </message>
        <message>
            <source>Id in the chat</source>
            <translation>Id in the chat</translation>
        </message>
        <message>
            <source>In 1 hour</source>
            <translation>In 1 hour</translation>
        </message>
        <message>
            <source>In 3 days at 08:00</source>
            <translation>In 3 days at 08:00</translation>
        </message>
        <message>
            <source>In 3 hours</source>
            <translation>In 3 hours</translation>
        </message>
        <message>
            <source>In transit</source>
            <translation>In transit</translation>
        </message>
        <message>
            <source>Indigo</source>
            <translation>Indigo</translation>
        </message>
        <message>
            <source>Indonesia</source>
            <translation>Indonesia</translation>
        </message>
        <message>
            <source>Insert an emoji</source>
            <translation>Insert an emoji</translation>
        </message>
        <message>
            <source>Install or switch on the system's keyring (on Linux gnome-keyring or KWallet).</source>
            <translation>Install or switch on the system's keyring (on Linux gnome-keyring or KWallet).</translation>
        </message>
        <message>
            <source>It arrived</source>
            <translation>It arrived</translation>
        </message>
        <message>
            <source>It belongs to another attempt. Go back to Nobi and open the page anew.</source>
            <translation>It belongs to another attempt. Go back to Nobi and open the page anew.</translation>
        </message>
        <message>
            <source>It could not be saved under this name.</source>
            <translation>It could not be saved under this name.</translation>
        </message>
        <message>
            <source>It did not work ({code}).</source>
            <translation>It did not work ({code}).</translation>
        </message>
        <message>
            <source>It is longer than 2,000 characters.</source>
            <translation>It is longer than 2,000 characters.</translation>
        </message>
        <message>
            <source>It keeps what the list shows now</source>
            <translation>It keeps what the list shows now</translation>
        </message>
        <message>
            <source>It waited too long; send it again if it still fits.</source>
            <translation>It waited too long; send it again if it still fits.</translation>
        </message>
        <message>
            <source>It was declined on TikTok. Continue in the browser once more and agree.</source>
            <translation>It was declined on TikTok. Continue in the browser once more and agree.</translation>
        </message>
        <message>
            <source>Its history, drafts and waiting messages stay as they are.</source>
            <translation>Its history, drafts and waiting messages stay as they are.</translation>
        </message>
        <message>
            <source>Its key belongs to “{other}” now. Give that one its default back first.</source>
            <translation>Its key belongs to “{other}” now. Give that one its default back first.</translation>
        </message>
        <message>
            <source>Its secret is kept in the keyring of this computer.</source>
            <translation>Its secret is kept in the keyring of this computer.</translation>
        </message>
        <message>
            <source>Its shops and their conversations stay as they are.</source>
            <translation>Its shops and their conversations stay as they are.</translation>
        </message>
        <message>
            <source>Jade</source>
            <translation>Jade</translation>
        </message>
        <message>
            <source>January</source>
            <translation>January</translation>
        </message>
        <message>
            <source>July</source>
            <translation>July</translation>
        </message>
        <message>
            <source>June</source>
            <translation>June</translation>
        </message>
        <message>
            <source>Keep the history to read (recommended)</source>
            <translation>Keep the history to read (recommended)</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Keyboard shortcuts</translation>
        </message>
        <message>
            <source>Keyboard shortcuts…</source>
            <translation>Keyboard shortcuts…</translation>
        </message>
        <message>
            <source>Keyring</source>
            <translation>Keyring</translation>
        </message>
        <message>
            <source>Keys, app and shop do not belong together. Sign in again, nothing is lost.</source>
            <translation>Keys, app and shop do not belong together. Sign in again, nothing is lost.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Language</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>Larger text</translation>
        </message>
        <message>
            <source>Last message between</source>
            <translation>Last message between</translation>
        </message>
        <message>
            <source>Leave out picture {number}</source>
            <translation>Leave out picture {number}</translation>
        </message>
        <message>
            <source>Let the system set date, time and time zone by itself.</source>
            <translation>Let the system set date, time and time zone by itself.</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Light</translation>
        </message>
        <message>
            <source>Link of the page where you agree</source>
            <translation>Link of the page where you agree</translation>
        </message>
        <message>
            <source>Link: {url}</source>
            <translation>Link: {url}</translation>
        </message>
        <message>
            <source>List of shops</source>
            <translation>List of shops</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>Live</translation>
        </message>
        <message>
            <source>Load now</source>
            <translation>Load now</translation>
        </message>
        <message>
            <source>Load older messages</source>
            <translation>Load older messages</translation>
        </message>
        <message>
            <source>Load the missing messages now</source>
            <translation>Load the missing messages now</translation>
        </message>
        <message>
            <source>Load them</source>
            <translation>Load them</translation>
        </message>
        <message numerus="yes">
            <source>Loading older messages: {n} so far</source>
            <translation>
                <numerusform>Loading older messages: {n} so far</numerusform>
                <numerusform>Loading older messages: {n} so far</numerusform>
            </translation>
        </message>
        <message>
            <source>Loading older messages…</source>
            <translation>Loading older messages…</translation>
        </message>
        <message>
            <source>Loading these messages…</source>
            <translation>Loading these messages…</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Log</translation>
        </message>
        <message>
            <source>Longest wait first</source>
            <translation>Longest wait first</translation>
        </message>
        <message>
            <source>Look for new messages now</source>
            <translation>Look for new messages now</translation>
        </message>
        <message>
            <source>Looked through names, order numbers and messages of {where}.</source>
            <translation>Looked through names, order numbers and messages of {where}.</translation>
        </message>
        <message>
            <source>Looking at this computer and at your shops; it can take a minute…</source>
            <translation>Looking at this computer and at your shops; it can take a minute…</translation>
        </message>
        <message>
            <source>Magenta</source>
            <translation>Magenta</translation>
        </message>
        <message>
            <source>Malaysia</source>
            <translation>Malaysia</translation>
        </message>
        <message>
            <source>Manage tags</source>
            <translation>Manage tags</translation>
        </message>
        <message>
            <source>Manage…</source>
            <translation>Manage…</translation>
        </message>
        <message>
            <source>March</source>
            <translation>March</translation>
        </message>
        <message>
            <source>Mark read</source>
            <translation>Mark read</translation>
        </message>
        <message>
            <source>Mark unread</source>
            <translation>Mark unread</translation>
        </message>
        <message>
            <source>Marked unread</source>
            <translation>Marked unread</translation>
        </message>
        <message numerus="yes">
            <source>Marked {n} conversations read</source>
            <translation>
                <numerusform>Marked {n} conversation read</numerusform>
                <numerusform>Marked {n} conversations read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Marked {n} conversations unread</source>
            <translation>
                <numerusform>Marked {n} conversation unread</numerusform>
                <numerusform>Marked {n} conversations unread</numerusform>
            </translation>
        </message>
        <message>
            <source>May</source>
            <translation>May</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>Merge</translation>
        </message>
        <message>
            <source>Merge into another tag</source>
            <translation>Merge into another tag</translation>
        </message>
        <message>
            <source>Merge shops</source>
            <translation>Merge shops</translation>
        </message>
        <message>
            <source>Merge shops…</source>
            <translation>Merge shops…</translation>
        </message>
        <message>
            <source>Merge these tags?</source>
            <translation>Merge these tags?</translation>
        </message>
        <message>
            <source>Merge…</source>
            <translation>Merge…</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Message</translation>
        </message>
        <message>
            <source>Message of a new kind</source>
            <translation>Message of a new kind</translation>
        </message>
        <message>
            <source>Message of another kind</source>
            <translation>Message of another kind</translation>
        </message>
        <message>
            <source>Message that could not be shown</source>
            <translation>Message that could not be shown</translation>
        </message>
        <message>
            <source>Message to {name}</source>
            <translation>Message to {name}</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Messages</translation>
        </message>
        <message>
            <source>Messages are loading here</source>
            <translation>Messages are loading here</translation>
        </message>
        <message>
            <source>Messages are missing here</source>
            <translation>Messages are missing here</translation>
        </message>
        <message>
            <source>Messages waiting to be sent: {count}. They go when you open Nobi again.</source>
            <translation>Messages waiting to be sent: {count}. They go when you open Nobi again.</translation>
        </message>
        <message>
            <source>Messages with {name}</source>
            <translation>Messages with {name}</translation>
        </message>
        <message>
            <source>Mon</source>
            <translation>Mon</translation>
        </message>
        <message>
            <source>Monday</source>
            <translation>Monday</translation>
        </message>
        <message>
            <source>More</source>
            <translation>More</translation>
        </message>
        <message>
            <source>Morning round</source>
            <translation>Morning round</translation>
        </message>
        <message>
            <source>Move down</source>
            <translation>Move down</translation>
        </message>
        <message>
            <source>Move up</source>
            <translation>Move up</translation>
        </message>
        <message>
            <source>Mustard</source>
            <translation>Mustard</translation>
        </message>
        <message>
            <source>My shift</source>
            <translation>My shift</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Name of the branch</source>
            <translation>Name of the branch</translation>
        </message>
        <message>
            <source>Name of the group</source>
            <translation>Name of the group</translation>
        </message>
        <message>
            <source>Name of the tag</source>
            <translation>Name of the tag</translation>
        </message>
        <message>
            <source>Name of the view</source>
            <translation>Name of the view</translation>
        </message>
        <message>
            <source>Nearest deadline first</source>
            <translation>Nearest deadline first</translation>
        </message>
        <message>
            <source>Needed only to save it</source>
            <translation>Needed only to save it</translation>
        </message>
        <message>
            <source>Needs an answer</source>
            <translation>Needs an answer</translation>
        </message>
        <message>
            <source>Needs no answer</source>
            <translation>Needs no answer</translation>
        </message>
        <message>
            <source>Needs no answer, or does</source>
            <translation>Needs no answer, or does</translation>
        </message>
        <message>
            <source>New branch</source>
            <translation>New branch</translation>
        </message>
        <message>
            <source>New branch…</source>
            <translation>New branch…</translation>
        </message>
        <message>
            <source>New group</source>
            <translation>New group</translation>
        </message>
        <message>
            <source>New line</source>
            <translation>New line</translation>
        </message>
        <message>
            <source>New messages arrive within 15 seconds.</source>
            <translation>New messages arrive within 15 seconds.</translation>
        </message>
        <message>
            <source>New tag</source>
            <translation>New tag</translation>
        </message>
        <message>
            <source>New view</source>
            <translation>New view</translation>
        </message>
        <message>
            <source>Newer hit</source>
            <translation>Newer hit</translation>
        </message>
        <message>
            <source>Newest first</source>
            <translation>Newest first</translation>
        </message>
        <message>
            <source>Next conversation</source>
            <translation>Next conversation</translation>
        </message>
        <message>
            <source>Next part of the window</source>
            <translation>Next part of the window</translation>
        </message>
        <message>
            <source>Next try at {time}.</source>
            <translation>Next try at {time}.</translation>
        </message>
        <message>
            <source>Next who waits for an answer</source>
            <translation>Next who waits for an answer</translation>
        </message>
        <message>
            <source>No branch</source>
            <translation>No branch</translation>
        </message>
        <message>
            <source>No branch yet. Give the first one a name and save it.</source>
            <translation>No branch yet. Give the first one a name and save it.</translation>
        </message>
        <message>
            <source>No command is called “{words}”.</source>
            <translation>No command is called “{words}”.</translation>
        </message>
        <message>
            <source>No connection</source>
            <translation>No connection</translation>
        </message>
        <message>
            <source>No connection. What you write is kept and sent later.</source>
            <translation>No connection. What you write is kept and sent later.</translation>
        </message>
        <message>
            <source>No connection; it goes on by itself</source>
            <translation>No connection; it goes on by itself</translation>
        </message>
        <message>
            <source>No conversation fits all of this: {filters}.</source>
            <translation>No conversation fits all of this: {filters}.</translation>
        </message>
        <message>
            <source>No conversation has it.</source>
            <translation>No conversation has it.</translation>
        </message>
        <message>
            <source>No conversations yet</source>
            <translation>No conversations yet</translation>
        </message>
        <message>
            <source>No group is saved yet. Tick shops, give them a name and save them as a group.</source>
            <translation>No group is saved yet. Tick shops, give them a name and save them as a group.</translation>
        </message>
        <message>
            <source>No keys</source>
            <translation>No keys</translation>
        </message>
        <message>
            <source>No messages yet</source>
            <translation>No messages yet</translation>
        </message>
        <message>
            <source>No order</source>
            <translation>No order</translation>
        </message>
        <message>
            <source>No permission</source>
            <translation>No permission</translation>
        </message>
        <message>
            <source>No secure connection to TikTok: a filter or the clock of this computer may be in the way. Nobi keeps trying.</source>
            <translation>No secure connection to TikTok: a filter or the clock of this computer may be in the way. Nobi keeps trying.</translation>
        </message>
        <message>
            <source>No shop belongs to it.</source>
            <translation>No shop belongs to it.</translation>
        </message>
        <message>
            <source>No shop is called {wanted}. There are: {names}.</source>
            <translation>No shop is called {wanted}. There are: {names}.</translation>
        </message>
        <message>
            <source>No shop is called {wanted}; none is connected here.</source>
            <translation>No shop is called {wanted}; none is connected here.</translation>
        </message>
        <message>
            <source>No shop is connected here.</source>
            <translation>No shop is connected here.</translation>
        </message>
        <message>
            <source>No shop is connected yet.</source>
            <translation>No shop is connected yet.</translation>
        </message>
        <message>
            <source>No shop is like that.</source>
            <translation>No shop is like that.</translation>
        </message>
        <message>
            <source>No tag</source>
            <translation>No tag</translation>
        </message>
        <message>
            <source>No tag yet. Give the first one a name and save it.</source>
            <translation>No tag yet. Give the first one a name and save it.</translation>
        </message>
        <message>
            <source>No tags yet. Press {key} in a conversation to make the first.</source>
            <translation>No tags yet. Press {key} in a conversation to make the first.</translation>
        </message>
        <message>
            <source>No tags yet. The first is made in a conversation.</source>
            <translation>No tags yet. The first is made in a conversation.</translation>
        </message>
        <message>
            <source>No view yet. Filter the list, give what it shows a name and save it.</source>
            <translation>No view yet. Filter the list, give what it shows a name and save it.</translation>
        </message>
        <message>
            <source>Nobi Desktop {version}: examination of {when}</source>
            <translation>Nobi Desktop {version}: examination of {when}</translation>
        </message>
        <message>
            <source>Nobi can't open its data ({detail}).</source>
            <translation>Nobi can't open its data ({detail}).</translation>
        </message>
        <message>
            <source>Nobi forgets the shop's keys and reads it no more. On TikTok nothing changes.</source>
            <translation>Nobi forgets the shop's keys and reads it no more. On TikTok nothing changes.</translation>
        </message>
        <message>
            <source>Nobi has not asked TikTok yet: the buyer may have orders, or none.</source>
            <translation>Nobi has not asked TikTok yet: the buyer may have orders, or none.</translation>
        </message>
        <message>
            <source>Nobi may not write to its data folder.</source>
            <translation>Nobi may not write to its data folder.</translation>
        </message>
        <message>
            <source>Nobi may not write to its data folder. Choose another one (--data-dir).</source>
            <translation>Nobi may not write to its data folder. Choose another one (--data-dir).</translation>
        </message>
        <message>
            <source>Nobi reads within the calls TikTok allows each day. Answering buyers always has its share, so a long history may take more than one day.</source>
            <translation>Nobi reads within the calls TikTok allows each day. Answering buyers always has its share, so a long history may take more than one day.</translation>
        </message>
        <message>
            <source>Nobi will not send it, and its words are gone.</source>
            <translation>Nobi will not send it, and its words are gone.</translation>
        </message>
        <message>
            <source>Nobi works through an app of your own in TikTok Shop Partner Center.</source>
            <translation>Nobi works through an app of your own in TikTok Shop Partner Center.</translation>
        </message>
        <message>
            <source>Nobi's data cannot be written at the moment; Nobi tries again.</source>
            <translation>Nobi's data cannot be written at the moment; Nobi tries again.</translation>
        </message>
        <message>
            <source>Nobi's data is damaged. Start Nobi again, so that it can be mended.</source>
            <translation>Nobi's data is damaged. Start Nobi again, so that it can be mended.</translation>
        </message>
        <message>
            <source>Nobody waits, and no reminder is set.</source>
            <translation>Nobody waits, and no reminder is set.</translation>
        </message>
        <message>
            <source>None</source>
            <translation>None</translation>
        </message>
        <message>
            <source>Not checked yet</source>
            <translation>Not checked yet</translation>
        </message>
        <message>
            <source>Not found</source>
            <translation>Not found</translation>
        </message>
        <message>
            <source>Not taking conversations</source>
            <translation>Not taking conversations</translation>
        </message>
        <message>
            <source>Not yet
complete</source>
            <translation>Not yet
complete</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Note on the buyer</source>
            <translation>Note on the buyer</translation>
        </message>
        <message>
            <source>Nothing found for “{words}”</source>
            <translation>Nothing found for “{words}”</translation>
        </message>
        <message>
            <source>Nothing found so far</source>
            <translation>Nothing found so far</translation>
        </message>
        <message>
            <source>Nothing has come yet</source>
            <translation>Nothing has come yet</translation>
        </message>
        <message>
            <source>Nothing is wrong here: wait some minutes and look again.</source>
            <translation>Nothing is wrong here: wait some minutes and look again.</translation>
        </message>
        <message>
            <source>Nothing left here</source>
            <translation>Nothing left here</translation>
        </message>
        <message>
            <source>Nothing read yet</source>
            <translation>Nothing read yet</translation>
        </message>
        <message>
            <source>Nothing to do: new messages come again after that.</source>
            <translation>Nothing to do: new messages come again after that.</translation>
        </message>
        <message>
            <source>Nothing to do: the count begins anew at midnight.</source>
            <translation>Nothing to do: the count begins anew at midnight.</translation>
        </message>
        <message>
            <source>Nothing was connected</source>
            <translation>Nothing was connected</translation>
        </message>
        <message>
            <source>Nothing yet. Tick shops, choose how far back, and start. You can go on working.</source>
            <translation>Nothing yet. Tick shops, choose how far back, and start. You can go on working.</translation>
        </message>
        <message>
            <source>Notice from TikTok Shop</source>
            <translation>Notice from TikTok Shop</translation>
        </message>
        <message>
            <source>Notification</source>
            <translation>Notification</translation>
        </message>
        <message>
            <source>November</source>
            <translation>November</translation>
        </message>
        <message>
            <source>Ocean</source>
            <translation>Ocean</translation>
        </message>
        <message>
            <source>October</source>
            <translation>October</translation>
        </message>
        <message>
            <source>Older hit</source>
            <translation>Older hit</translation>
        </message>
        <message>
            <source>Older messages are not loaded yet</source>
            <translation>Older messages are not loaded yet</translation>
        </message>
        <message>
            <source>Older messages could not be loaded</source>
            <translation>Older messages could not be loaded</translation>
        </message>
        <message>
            <source>Olive</source>
            <translation>Olive</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>On hold</translation>
        </message>
        <message>
            <source>Only PNG and JPG pictures can be sent to TikTok Shop.</source>
            <translation>Only PNG and JPG pictures can be sent to TikTok Shop.</translation>
        </message>
        <message>
            <source>Only pictures can be sent: TikTok Shop takes no files in a chat.</source>
            <translation>Only pictures can be sent: TikTok Shop takes no files in a chat.</translation>
        </message>
        <message>
            <source>Only the first 20,000 characters were pasted.</source>
            <translation>Only the first 20,000 characters were pasted.</translation>
        </message>
        <message>
            <source>Only this branch on the rail</source>
            <translation>Only this branch on the rail</translation>
        </message>
        <message>
            <source>Only this tag</source>
            <translation>Only this tag</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Open</translation>
        </message>
        <message>
            <source>Open Nobi and leave it open for a minute; if this stays, connect the shop again.</source>
            <translation>Open Nobi and leave it open for a minute; if this stays, connect the shop again.</translation>
        </message>
        <message>
            <source>Open Nobi: it makes a backup each day it runs.</source>
            <translation>Open Nobi: it makes a backup each day it runs.</translation>
        </message>
        <message>
            <source>Open Nobi: it sets the damaged file aside and repairs what it can.</source>
            <translation>Open Nobi: it sets the damaged file aside and repairs what it can.</translation>
        </message>
        <message>
            <source>Open Nobi: it takes that right away again.</source>
            <translation>Open Nobi: it takes that right away again.</translation>
        </message>
        <message>
            <source>Open a conversation first.</source>
            <translation>Open a conversation first.</translation>
        </message>
        <message>
            <source>Open a conversation or select some first.</source>
            <translation>Open a conversation or select some first.</translation>
        </message>
        <message>
            <source>Open a conversation to see who the buyer is.</source>
            <translation>Open a conversation to see who the buyer is.</translation>
        </message>
        <message>
            <source>Open any page in the browser: a Wi-Fi may want you to sign in first.</source>
            <translation>Open any page in the browser: a Wi-Fi may want you to sign in first.</translation>
        </message>
        <message>
            <source>Open in browser</source>
            <translation>Open in browser</translation>
        </message>
        <message>
            <source>Open link</source>
            <translation>Open link</translation>
        </message>
        <message>
            <source>Open that conversation in Seller Center to read them, and send us this report.</source>
            <translation>Open that conversation in Seller Center to read them, and send us this report.</translation>
        </message>
        <message>
            <source>Open the browser again</source>
            <translation>Open the browser again</translation>
        </message>
        <message>
            <source>Open the picture</source>
            <translation>Open the picture</translation>
        </message>
        <message>
            <source>Open the sticker</source>
            <translation>Open the sticker</translation>
        </message>
        <message>
            <source>Open this page?</source>
            <translation>Open this page?</translation>
        </message>
        <message numerus="yes">
            <source>Open {n} shops together</source>
            <translation>
                <numerusform>Open {n} shop</numerusform>
                <numerusform>Open {n} shops together</numerusform>
            </translation>
        </message>
        <message>
            <source>Or paste the address the browser ended on, or the code</source>
            <translation>Or paste the address the browser ended on, or the code</translation>
        </message>
        <message>
            <source>Orange</source>
            <translation>Orange</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Order</translation>
        </message>
        <message>
            <source>Order {id}</source>
            <translation>Order {id}</translation>
        </message>
        <message>
            <source>Order: {order}</source>
            <translation>Order: {order}</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>Orders</translation>
        </message>
        <message>
            <source>Orders and products</source>
            <translation>Orders and products</translation>
        </message>
        <message>
            <source>Orders and products work. Chats need an app that may read and write them.</source>
            <translation>Orders and products work. Chats need an app that may read and write them.</translation>
        </message>
        <message>
            <source>Orders are still being checked</source>
            <translation>Orders are still being checked</translation>
        </message>
        <message>
            <source>Orders not checked</source>
            <translation>Orders not checked</translation>
        </message>
        <message>
            <source>Other markets</source>
            <translation>Other markets</translation>
        </message>
        <message>
            <source>Others</source>
            <translation>Others</translation>
        </message>
        <message>
            <source>Parcel on its way</source>
            <translation>Parcel on its way</translation>
        </message>
        <message>
            <source>Partly shipped</source>
            <translation>Partly shipped</translation>
        </message>
        <message>
            <source>Paste the address the browser ended on, or the code</source>
            <translation>Paste the address the browser ended on, or the code</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Paused</translation>
        </message>
        <message>
            <source>Paused: the shop is disconnected</source>
            <translation>Paused: the shop is disconnected</translation>
        </message>
        <message>
            <source>Philippines</source>
            <translation>Philippines</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Phone</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>Photo</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Picture</translation>
        </message>
        <message>
            <source>Picture {number}</source>
            <translation>Picture {number}</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Pictures</translation>
        </message>
        <message>
            <source>Pictures to send</source>
            <translation>Pictures to send</translation>
        </message>
        <message>
            <source>Pictures to send: {count}</source>
            <translation>Pictures to send: {count}</translation>
        </message>
        <message>
            <source>Pink</source>
            <translation>Pink</translation>
        </message>
        <message>
            <source>Play the video</source>
            <translation>Play the video</translation>
        </message>
        <message>
            <source>Press the keys… (Esc leaves)</source>
            <translation>Press the keys… (Esc leaves)</translation>
        </message>
        <message>
            <source>Previous conversation</source>
            <translation>Previous conversation</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>Product</translation>
        </message>
        <message>
            <source>Product {id}</source>
            <translation>Product {id}</translation>
        </message>
        <message>
            <source>Products</source>
            <translation>Products</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Program</translation>
        </message>
        <message>
            <source>Qty {count}</source>
            <translation>Qty {count}</translation>
        </message>
        <message>
            <source>Reached {day}</source>
            <translation>Reached {day}</translation>
        </message>
        <message>
            <source>Reached {day}, goes back {goal}</source>
            <translation>Reached {day}, goes back {goal}</translation>
        </message>
        <message>
            <source>Reading</source>
            <translation>Reading</translation>
        </message>
        <message>
            <source>Reading the messages that came meanwhile.</source>
            <translation>Reading the messages that came meanwhile.</translation>
        </message>
        <message>
            <source>Redirect URL</source>
            <translation>Redirect URL</translation>
        </message>
        <message>
            <source>Refresh now</source>
            <translation>Refresh now</translation>
        </message>
        <message>
            <source>Refresh token</source>
            <translation>Refresh token</translation>
        </message>
        <message>
            <source>Refreshing…</source>
            <translation>Refreshing…</translation>
        </message>
        <message>
            <source>Remind me</source>
            <translation>Remind me</translation>
        </message>
        <message>
            <source>Remind me later…</source>
            <translation>Remind me later…</translation>
        </message>
        <message numerus="yes">
            <source>Reminder set for {n} conversations</source>
            <translation>
                <numerusform>Reminder set for {n} conversation</numerusform>
                <numerusform>Reminder set for {n} conversations</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Reminder taken off {n} conversations</source>
            <translation>
                <numerusform>Reminder taken off {n} conversation</numerusform>
                <numerusform>Reminder taken off {n} conversations</numerusform>
            </translation>
        </message>
        <message>
            <source>Reminder: {time}</source>
            <translation>Reminder: {time}</translation>
        </message>
        <message>
            <source>Reminders</source>
            <translation>Reminders</translation>
        </message>
        <message>
            <source>Remove from this list</source>
            <translation>Remove from this list</translation>
        </message>
        <message>
            <source>Representative</source>
            <translation>Representative</translation>
        </message>
        <message>
            <source>Reset to the defaults</source>
            <translation>Reset to the defaults</translation>
        </message>
        <message>
            <source>Response rules and shift</source>
            <translation>Response rules and shift</translation>
        </message>
        <message>
            <source>Response rules and shift…</source>
            <translation>Response rules and shift…</translation>
        </message>
        <message>
            <source>Restore all defaults</source>
            <translation>Restore all defaults</translation>
        </message>
        <message>
            <source>Restore the default</source>
            <translation>Restore the default</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Resume</translation>
        </message>
        <message>
            <source>Return or refund</source>
            <translation>Return or refund</translation>
        </message>
        <message>
            <source>Robot:</source>
            <translation>Robot:</translation>
        </message>
        <message>
            <source>Sat</source>
            <translation>Sat</translation>
        </message>
        <message>
            <source>Saturday</source>
            <translation>Saturday</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>Save as a group</source>
            <translation>Save as a group</translation>
        </message>
        <message>
            <source>Save changes</source>
            <translation>Save changes</translation>
        </message>
        <message>
            <source>Save this filter</source>
            <translation>Save this filter</translation>
        </message>
        <message>
            <source>Save this filter…</source>
            <translation>Save this filter…</translation>
        </message>
        <message>
            <source>Saved groups</source>
            <translation>Saved groups</translation>
        </message>
        <message>
            <source>Saved view</source>
            <translation>Saved view</translation>
        </message>
        <message>
            <source>Saved view: {name}</source>
            <translation>Saved view: {name}</translation>
        </message>
        <message>
            <source>Saved views</source>
            <translation>Saved views</translation>
        </message>
        <message>
            <source>Saved views…</source>
            <translation>Saved views…</translation>
        </message>
        <message>
            <source>Saving keys in the keyring…</source>
            <translation>Saving keys in the keyring…</translation>
        </message>
        <message>
            <source>Scopes</source>
            <translation>Scopes</translation>
        </message>
        <message>
            <source>Search all shops</source>
            <translation>Search all shops</translation>
        </message>
        <message>
            <source>Search by name, code, country or branch</source>
            <translation>Search by name, code, country or branch</translation>
        </message>
        <message>
            <source>Search by word or key</source>
            <translation>Search by word or key</translation>
        </message>
        <message>
            <source>Search everything</source>
            <translation>Search everything</translation>
        </message>
        <message>
            <source>Search messages for “{words}”</source>
            <translation>Search messages for “{words}”</translation>
        </message>
        <message>
            <source>Search names, chats, orders</source>
            <translation>Search names, chats, orders</translation>
        </message>
        <message>
            <source>Search results</source>
            <translation>Search results</translation>
        </message>
        <message>
            <source>Search shops</source>
            <translation>Search shops</translation>
        </message>
        <message>
            <source>See in Seller Center whether the shop is active and approved.</source>
            <translation>See in Seller Center whether the shop is active and approved.</translation>
        </message>
        <message>
            <source>See the app's permissions in Partner Center.</source>
            <translation>See the app's permissions in Partner Center.</translation>
        </message>
        <message>
            <source>See what is said of the connection to TikTok above.</source>
            <translation>See what is said of the connection to TikTok above.</translation>
        </message>
        <message>
            <source>See what is said of the keyring above.</source>
            <translation>See what is said of the keyring above.</translation>
        </message>
        <message>
            <source>See what is said of your own data above; the shops themselves were not checked.</source>
            <translation>See what is said of your own data above; the shops themselves were not checked.</translation>
        </message>
        <message>
            <source>Seen from all your shops. Kept in Nobi, on this computer.</source>
            <translation>Seen from all your shops. Kept in Nobi, on this computer.</translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>Select all</translation>
        </message>
        <message>
            <source>Select more in the list</source>
            <translation>Select more in the list</translation>
        </message>
        <message>
            <source>Select none</source>
            <translation>Select none</translation>
        </message>
        <message>
            <source>Selected conversations</source>
            <translation>Selected conversations</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Send</translation>
        </message>
        <message>
            <source>Send a picture (PNG or JPG)</source>
            <translation>Send a picture (PNG or JPG)</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Send again</translation>
        </message>
        <message>
            <source>Send now</source>
            <translation>Send now</translation>
        </message>
        <message>
            <source>Send pictures</source>
            <translation>Send pictures</translation>
        </message>
        <message>
            <source>Send the answer</source>
            <translation>Send the answer</translation>
        </message>
        <message>
            <source>Send the message</source>
            <translation>Send the message</translation>
        </message>
        <message>
            <source>Send this report to Nobi's support.</source>
            <translation>Send this report to Nobi's support.</translation>
        </message>
        <message>
            <source>Send, and on to the next who waits</source>
            <translation>Send, and on to the next who waits</translation>
        </message>
        <message>
            <source>September</source>
            <translation>September</translation>
        </message>
        <message>
            <source>Service ID or authorization link</source>
            <translation>Service ID or authorization link</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Settings</translation>
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
            <translation>Shops</translation>
        </message>
        <message>
            <source>Shops granted</source>
            <translation>Shops granted</translation>
        </message>
        <message>
            <source>Shops of this branch: {count}</source>
            <translation>Shops of this branch: {count}</translation>
        </message>
        <message>
            <source>Shops…</source>
            <translation>Shops…</translation>
        </message>
        <message>
            <source>Shortcut</source>
            <translation>Shortcut</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Show</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>Show all</translation>
        </message>
        <message>
            <source>Show all conversations</source>
            <translation>Show all conversations</translation>
        </message>
        <message>
            <source>Show all shops</source>
            <translation>Show all shops</translation>
        </message>
        <message>
            <source>Show every branch on the rail</source>
            <translation>Show every branch on the rail</translation>
        </message>
        <message>
            <source>Show it</source>
            <translation>Show it</translation>
        </message>
        <message>
            <source>Show only this shop</source>
            <translation>Show only this shop</translation>
        </message>
        <message>
            <source>Show or hide the side panel</source>
            <translation>Show or hide the side panel</translation>
        </message>
        <message>
            <source>Show the history of these shops</source>
            <translation>Show the history of these shops</translation>
        </message>
        <message>
            <source>Show the shops of no branch</source>
            <translation>Show the shops of no branch</translation>
        </message>
        <message>
            <source>Show the shops of this branch</source>
            <translation>Show the shops of this branch</translation>
        </message>
        <message>
            <source>Show these shops</source>
            <translation>Show these shops</translation>
        </message>
        <message>
            <source>Show this group</source>
            <translation>Show this group</translation>
        </message>
        <message>
            <source>Sign in again</source>
            <translation>Sign in again</translation>
        </message>
        <message>
            <source>Sign in again…</source>
            <translation>Sign in again…</translation>
        </message>
        <message>
            <source>Sign in to TikTok there as the owner of the shop and agree. Nobi then goes on.</source>
            <translation>Sign in to TikTok there as the owner of the shop and agree. Nobi then goes on.</translation>
        </message>
        <message>
            <source>Sign in to the Wi-Fi, check the clock, and whether a virus scanner or proxy opens secure connections.</source>
            <translation>Sign in to the Wi-Fi, check the clock, and whether a virus scanner or proxy opens secure connections.</translation>
        </message>
        <message>
            <source>Sign-in</source>
            <translation>Sign-in</translation>
        </message>
        <message>
            <source>Singapore</source>
            <translation>Singapore</translation>
        </message>
        <message>
            <source>Size, address habits, promises…</source>
            <translation>Size, address habits, promises…</translation>
        </message>
        <message>
            <source>Slowed down by TikTok</source>
            <translation>Slowed down by TikTok</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>Smaller text</translation>
        </message>
        <message>
            <source>Sold: {count}</source>
            <translation>Sold: {count}</translation>
        </message>
        <message>
            <source>Something went wrong inside Nobi. What was read stays; resume it to go on.</source>
            <translation>Something went wrong inside Nobi. What was read stays; resume it to go on.</translation>
        </message>
        <message>
            <source>Something went wrong inside Nobi; it goes on working.</source>
            <translation>Something went wrong inside Nobi; it goes on working.</translation>
        </message>
        <message>
            <source>Something went wrong with this shop; Nobi tries again.</source>
            <translation>Something went wrong with this shop; Nobi tries again.</translation>
        </message>
        <message>
            <source>Start the newer Nobi with this folder, or choose another one (--data-dir).</source>
            <translation>Start the newer Nobi with this folder, or choose another one (--data-dir).</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>Starting</translation>
        </message>
        <message>
            <source>Starting to synchronise.</source>
            <translation>Starting to synchronise.</translation>
        </message>
        <message>
            <source>State</source>
            <translation>State</translation>
        </message>
        <message>
            <source>Sticker</source>
            <translation>Sticker</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Stop</translation>
        </message>
        <message>
            <source>Stop loading older messages</source>
            <translation>Stop loading older messages</translation>
        </message>
        <message>
            <source>Sun</source>
            <translation>Sun</translation>
        </message>
        <message>
            <source>Sunday</source>
            <translation>Sunday</translation>
        </message>
        <message>
            <source>Switch on</source>
            <translation>Switch on</translation>
        </message>
        <message>
            <source>Switch on receiving chats in Nobi or Seller Center, or new buyers find nobody.</source>
            <translation>Switch on receiving chats in Nobi or Seller Center, or new buyers find nobody.</translation>
        </message>
        <message>
            <source>Switch on the earlier keyring again, or connect the shops again in Nobi.</source>
            <translation>Switch on the earlier keyring again, or connect the shops again in Nobi.</translation>
        </message>
        <message>
            <source>Switch on the system's own keyring; Nobi never writes keys to a plain file.</source>
            <translation>Switch on the system's own keyring; Nobi never writes keys to a plain file.</translation>
        </message>
        <message>
            <source>Switched on: TikTok hands conversations to this account again.</source>
            <translation>Switched on: TikTok hands conversations to this account again.</translation>
        </message>
        <message>
            <source>Sync old conversations</source>
            <translation>Sync old conversations</translation>
        </message>
        <message>
            <source>Sync old conversations…</source>
            <translation>Sync old conversations…</translation>
        </message>
        <message>
            <source>Sync this conversation's messages</source>
            <translation>Sync this conversation's messages</translation>
        </message>
        <message numerus="yes">
            <source>Sync {n} shops</source>
            <translation>
                <numerusform>Sync {n} shop</numerusform>
                <numerusform>Sync {n} shops</numerusform>
            </translation>
        </message>
        <message>
            <source>System</source>
            <translation>System</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Tag</translation>
        </message>
        <message>
            <source>Tag {number}</source>
            <translation>Tag {number}</translation>
        </message>
        <message>
            <source>Tag: {tags}</source>
            <translation>Tag: {tags}</translation>
        </message>
        <message>
            <source>Tag: {tags} or none</source>
            <translation>Tag: {tags} or none</translation>
        </message>
        <message numerus="yes">
            <source>Tagged {n} conversations “{name}”</source>
            <translation>
                <numerusform>Tagged {n} conversation “{name}”</numerusform>
                <numerusform>Tagged {n} conversations “{name}”</numerusform>
            </translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Tags</translation>
        </message>
        <message>
            <source>Tags are kept in Nobi on this computer; TikTok does not see them.</source>
            <translation>Tags are kept in Nobi on this computer; TikTok does not see them.</translation>
        </message>
        <message>
            <source>Tags: {names}</source>
            <translation>Tags: {names}</translation>
        </message>
        <message>
            <source>Tags…</source>
            <translation>Tags…</translation>
        </message>
        <message>
            <source>Take conversations again?</source>
            <translation>Take conversations again?</translation>
        </message>
        <message>
            <source>Take out of the merged view</source>
            <translation>Take out of the merged view</translation>
        </message>
        <message>
            <source>Take the last step back</source>
            <translation>Take the last step back</translation>
        </message>
        <message>
            <source>Takes chats</source>
            <translation>Takes chats</translation>
        </message>
        <message>
            <source>Teal</source>
            <translation>Teal</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Text size</translation>
        </message>
        <message>
            <source>Thailand</source>
            <translation>Thailand</translation>
        </message>
        <message>
            <source>That belongs to another shop. Nothing was sent, and your words are kept.</source>
            <translation>That belongs to another shop. Nothing was sent, and your words are kept.</translation>
        </message>
        <message>
            <source>That did not work. Try again.</source>
            <translation>That did not work. Try again.</translation>
        </message>
        <message>
            <source>That is too far back. Choose “Everything” instead.</source>
            <translation>That is too far back. Choose “Everything” instead.</translation>
        </message>
        <message>
            <source>The answer was not TikTok's. If this network has a sign-in page, sign in there first.</source>
            <translation>The answer was not TikTok's. If this network has a sign-in page, sign in there first.</translation>
        </message>
        <message>
            <source>The app is not meant for this shop's country.</source>
            <translation>The app is not meant for this shop's country.</translation>
        </message>
        <message>
            <source>The app key or the app secret is wrong. Sign in with the right ones.</source>
            <translation>The app key or the app secret is wrong. Sign in with the right ones.</translation>
        </message>
        <message>
            <source>The app lacks the permission. Allow it in Partner Center, then sign in.</source>
            <translation>The app lacks the permission. Allow it in Partner Center, then sign in.</translation>
        </message>
        <message>
            <source>The app lets in listed IP addresses only. Empty its IP allow list in Partner Center.</source>
            <translation>The app lets in listed IP addresses only. Empty its IP allow list in Partner Center.</translation>
        </message>
        <message>
            <source>The app may not chat. Allow it in Partner Center, then sign in.</source>
            <translation>The app may not chat. Allow it in Partner Center, then sign in.</translation>
        </message>
        <message>
            <source>The app may not read this shop. Give it the permissions in Partner Center, then connect again.</source>
            <translation>The app may not read this shop. Give it the permissions in Partner Center, then connect again.</translation>
        </message>
        <message>
            <source>The attempt was ended. Continue in the browser once more.</source>
            <translation>The attempt was ended. Continue in the browser once more.</translation>
        </message>
        <message>
            <source>The browser cannot come back by itself: another program uses port 8721. Paste the address instead.</source>
            <translation>The browser cannot come back by itself: another program uses port 8721. Paste the address instead.</translation>
        </message>
        <message>
            <source>The browser could not be opened. Copy this link and open it in one yourself:</source>
            <translation>The browser could not be opened. Copy this link and open it in one yourself:</translation>
        </message>
        <message>
            <source>The buyer asks about this order</source>
            <translation>The buyer asks about this order</translation>
        </message>
        <message>
            <source>The buyer is looking at this product</source>
            <translation>The buyer is looking at this product</translation>
        </message>
        <message>
            <source>The buyer's orders</source>
            <translation>The buyer's orders</translation>
        </message>
        <message>
            <source>The clock of this computer is wrong, so TikTok refuses calls.</source>
            <translation>The clock of this computer is wrong, so TikTok refuses calls.</translation>
        </message>
        <message>
            <source>The clock of this computer is wrong.</source>
            <translation>The clock of this computer is wrong.</translation>
        </message>
        <message>
            <source>The clock of this computer is wrong. Set it right, then messages come again.</source>
            <translation>The clock of this computer is wrong. Set it right, then messages come again.</translation>
        </message>
        <message>
            <source>The clock of this computer is wrong. The old token stays in use.</source>
            <translation>The clock of this computer is wrong. The old token stays in use.</translation>
        </message>
        <message>
            <source>The clock of this computer is {much} fast. Set it right.</source>
            <translation>The clock of this computer is {much} fast. Set it right.</translation>
        </message>
        <message>
            <source>The clock of this computer is {much} slow. Set it right.</source>
            <translation>The clock of this computer is {much} slow. Set it right.</translation>
        </message>
        <message>
            <source>The conversation begins here</source>
            <translation>The conversation begins here</translation>
        </message>
        <message>
            <source>The conversation begins here; some messages are missing</source>
            <translation>The conversation begins here; some messages are missing</translation>
        </message>
        <message>
            <source>The conversation was handed to another agent</source>
            <translation>The conversation was handed to another agent</translation>
        </message>
        <message>
            <source>The conversations it shows stay as they are.</source>
            <translation>The conversations it shows stay as they are.</translation>
        </message>
        <message>
            <source>The copy of your chats was damaged and loads anew. Drafts, unsent messages, tags and notes are safe.</source>
            <translation>The copy of your chats was damaged and loads anew. Drafts, unsent messages, tags and notes are safe.</translation>
        </message>
        <message>
            <source>The disk is full. Free some space and start Nobi again.</source>
            <translation>The disk is full. Free some space and start Nobi again.</translation>
        </message>
        <message>
            <source>The disk is full. Make room, or nothing new can be kept.</source>
            <translation>The disk is full. Make room, or nothing new can be kept.</translation>
        </message>
        <message>
            <source>The disk is full. Make room, then try again.</source>
            <translation>The disk is full. Make room, then try again.</translation>
        </message>
        <message>
            <source>The disk is full: new messages are not saved. Make room, and they load by themselves.</source>
            <translation>The disk is full: new messages are not saved. Make room, and they load by themselves.</translation>
        </message>
        <message>
            <source>The filter “My shift” shows what came in between. It may go past midnight.</source>
            <translation>The filter “My shift” shows what came in between. It may go past midnight.</translation>
        </message>
        <message>
            <source>The keyring did not let go of the keys. Try again.</source>
            <translation>The keyring did not let go of the keys. Try again.</translation>
        </message>
        <message>
            <source>The keyring gave back other keys than it was given. Try again.</source>
            <translation>The keyring gave back other keys than it was given. Try again.</translation>
        </message>
        <message>
            <source>The keyring is locked. Unlock it when the system asks, then try again.</source>
            <translation>The keyring is locked. Unlock it when the system asks, then try again.</translation>
        </message>
        <message>
            <source>The keyring of this computer did not do what it was asked. Try again.</source>
            <translation>The keyring of this computer did not do what it was asked. Try again.</translation>
        </message>
        <message>
            <source>The keyring of this computer does not keep keys secret. Use another.</source>
            <translation>The keyring of this computer does not keep keys secret. Use another.</translation>
        </message>
        <message>
            <source>The keyring of this computer has lost the keys. Sign in again, nothing is lost.</source>
            <translation>The keyring of this computer has lost the keys. Sign in again, nothing is lost.</translation>
        </message>
        <message>
            <source>The keyring of this computer is locked or cannot be used. Unlock it.</source>
            <translation>The keyring of this computer is locked or cannot be used. Unlock it.</translation>
        </message>
        <message>
            <source>The keys are too long for the keyring of this computer.</source>
            <translation>The keys are too long for the keyring of this computer.</translation>
        </message>
        <message>
            <source>The keys of this shop are gone. Sign in again, nothing is lost.</source>
            <translation>The keys of this shop are gone. Sign in again, nothing is lost.</translation>
        </message>
        <message>
            <source>The last day is before the first.</source>
            <translation>The last day is before the first.</translation>
        </message>
        <message>
            <source>The link begins with https://services.tiktokshop.com/</source>
            <translation>The link begins with https://services.tiktokshop.com/</translation>
        </message>
        <message>
            <source>The list</source>
            <translation>The list</translation>
        </message>
        <message>
            <source>The permission has run out. Sign in again, nothing is lost.</source>
            <translation>The permission has run out. Sign in again, nothing is lost.</translation>
        </message>
        <message>
            <source>The permission was taken back on TikTok. Sign in again, nothing is lost.</source>
            <translation>The permission was taken back on TikTok. Sign in again, nothing is lost.</translation>
        </message>
        <message>
            <source>The picture could not be saved. Free some space and add it again.</source>
            <translation>The picture could not be saved. Free some space and add it again.</translation>
        </message>
        <message>
            <source>The picture is no longer on this computer.</source>
            <translation>The picture is no longer on this computer.</translation>
        </message>
        <message>
            <source>The picture is no longer there.</source>
            <translation>The picture is no longer there.</translation>
        </message>
        <message>
            <source>The practice shops are not there: {detail}</source>
            <translation>The practice shops are not there: {detail}</translation>
        </message>
        <message>
            <source>The proxy of this network refuses, or wants a password.</source>
            <translation>The proxy of this network refuses, or wants a password.</translation>
        </message>
        <message>
            <source>The same message stands above, so it probably arrived.</source>
            <translation>The same message stands above, so it probably arrived.</translation>
        </message>
        <message>
            <source>The shop is disconnected already. On TikTok nothing changes.</source>
            <translation>The shop is disconnected already. On TikTok nothing changes.</translation>
        </message>
        <message>
            <source>The shop is paused; it goes on when you resume the shop</source>
            <translation>The shop is paused; it goes on when you resume the shop</translation>
        </message>
        <message>
            <source>The time is over. Continue in the browser once more.</source>
            <translation>The time is over. Continue in the browser once more.</translation>
        </message>
        <message>
            <source>The token was refreshed.</source>
            <translation>The token was refreshed.</translation>
        </message>
        <message>
            <source>The whole message</source>
            <translation>The whole message</translation>
        </message>
        <message>
            <source>Their conversations are being read now and appear in the list.</source>
            <translation>Their conversations are being read now and appear in the list.</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Theme</translation>
        </message>
        <message>
            <source>There is no code in it. Paste the whole address that the browser shows.</source>
            <translation>There is no code in it. Paste the whole address that the browser shows.</translation>
        </message>
        <message>
            <source>There is no tag {number} yet.</source>
            <translation>There is no tag {number} yet.</translation>
        </message>
        <message>
            <source>There is nothing in it to send.</source>
            <translation>There is nothing in it to send.</translation>
        </message>
        <message>
            <source>There is nothing to take back.</source>
            <translation>There is nothing to take back.</translation>
        </message>
        <message>
            <source>These messages could not be loaded</source>
            <translation>These messages could not be loaded</translation>
        </message>
        <message>
            <source>This account has no shop. Sign in to TikTok as the owner of the shop.</source>
            <translation>This account has no shop. Sign in to TikTok as the owner of the shop.</translation>
        </message>
        <message>
            <source>This address is of another attempt. Open the browser again and paste the address it ends on.</source>
            <translation>This address is of another attempt. Open the browser again and paste the address it ends on.</translation>
        </message>
        <message>
            <source>This app may neither chat nor read orders.</source>
            <translation>This app may neither chat nor read orders.</translation>
        </message>
        <message>
            <source>This buyer has no order at this shop.</source>
            <translation>This buyer has no order at this shop.</translation>
        </message>
        <message>
            <source>This buyer has ordered at this shop.</source>
            <translation>This buyer has ordered at this shop.</translation>
        </message>
        <message>
            <source>This check</source>
            <translation>This check</translation>
        </message>
        <message>
            <source>This code was used before, is too old or is of another app. Get a new one in the browser.</source>
            <translation>This code was used before, is too old or is of another app. Get a new one in the browser.</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>This computer</translation>
        </message>
        <message>
            <source>This computer has no connection; Nobi keeps trying.</source>
            <translation>This computer has no connection; Nobi keeps trying.</translation>
        </message>
        <message>
            <source>This computer has no keyring to keep keys in. Set one up, then retry.</source>
            <translation>This computer has no keyring to keep keys in. Set one up, then retry.</translation>
        </message>
        <message>
            <source>This computer has no safe place for keys: you will have to sign in at each start.</source>
            <translation>This computer has no safe place for keys: you will have to sign in at each start.</translation>
        </message>
        <message>
            <source>This conversation is no longer there.</source>
            <translation>This conversation is no longer there.</translation>
        </message>
        <message>
            <source>This coupon cannot be sent.</source>
            <translation>This coupon cannot be sent.</translation>
        </message>
        <message>
            <source>This data folder holds real shops. Practise in another one (--data-dir).</source>
            <translation>This data folder holds real shops. Practise in another one (--data-dir).</translation>
        </message>
        <message>
            <source>This data was saved by a newer version of Nobi. Start that version instead.</source>
            <translation>This data was saved by a newer version of Nobi. Start that version instead.</translation>
        </message>
        <message>
            <source>This day has not come yet. Choose one in the past.</source>
            <translation>This day has not come yet. Choose one in the past.</translation>
        </message>
        <message>
            <source>This day is still to come: nothing can be found there.</source>
            <translation>This day is still to come: nothing can be found there.</translation>
        </message>
        <message>
            <source>This evening at 18:00</source>
            <translation>This evening at 18:00</translation>
        </message>
        <message>
            <source>This file is too large for TikTok.</source>
            <translation>This file is too large for TikTok.</translation>
        </message>
        <message>
            <source>This is neither a service ID nor an authorization link. Copy it in Partner Center once more.</source>
            <translation>This is neither a service ID nor an authorization link. Copy it in Partner Center once more.</translation>
        </message>
        <message>
            <source>This is no date. Write it as 20/11/2026.</source>
            <translation>This is no date. Write it as 20/11/2026.</translation>
        </message>
        <message>
            <source>This is no time of the day. Write it as 08:30.</source>
            <translation>This is no time of the day. Write it as 08:30.</translation>
        </message>
        <message>
            <source>This is not a seller's account. Sign in to TikTok as the owner of the shop.</source>
            <translation>This is not a seller's account. Sign in to TikTok as the owner of the shop.</translation>
        </message>
        <message>
            <source>This key cannot be used. Take one with Ctrl or Alt, or a function key.</source>
            <translation>This key cannot be used. Take one with Ctrl or Alt, or a function key.</translation>
        </message>
        <message>
            <source>This kind of message cannot be shown here. Open it in Seller Center.</source>
            <translation>This kind of message cannot be shown here. Open it in Seller Center.</translation>
        </message>
        <message>
            <source>This message can no longer be read. It is kept here and will not be sent.</source>
            <translation>This message can no longer be read. It is kept here and will not be sent.</translation>
        </message>
        <message>
            <source>This message could not be shown. Open it in Seller Center.</source>
            <translation>This message could not be shown. Open it in Seller Center.</translation>
        </message>
        <message>
            <source>This moment is over. Choose one that is still to come.</source>
            <translation>This moment is over. Choose one that is still to come.</translation>
        </message>
        <message>
            <source>This name is taken. Choose another.</source>
            <translation>This name is taken. Choose another.</translation>
        </message>
        <message>
            <source>This name is too long.</source>
            <translation>This name is too long.</translation>
        </message>
        <message>
            <source>This network wants you to sign in first. Open its page.</source>
            <translation>This network wants you to sign in first. Open its page.</translation>
        </message>
        <message>
            <source>This page is not expected</source>
            <translation>This page is not expected</translation>
        </message>
        <message>
            <source>This picture cannot be read.</source>
            <translation>This picture cannot be read.</translation>
        </message>
        <message>
            <source>This picture cannot be sent.</source>
            <translation>This picture cannot be sent.</translation>
        </message>
        <message>
            <source>This picture is too large to be sent.</source>
            <translation>This picture is too large to be sent.</translation>
        </message>
        <message>
            <source>This shop</source>
            <translation>This shop</translation>
        </message>
        <message>
            <source>This shop has not allowed Nobi to do that. Connect it again.</source>
            <translation>This shop has not allowed Nobi to do that. Connect it again.</translation>
        </message>
        <message>
            <source>This shop has not allowed Nobi to read its conversations.</source>
            <translation>This shop has not allowed Nobi to read its conversations.</translation>
        </message>
        <message>
            <source>This shop has not allowed Nobi to send.</source>
            <translation>This shop has not allowed Nobi to send.</translation>
        </message>
        <message>
            <source>This shop has to sign in again.</source>
            <translation>This shop has to sign in again.</translation>
        </message>
        <message>
            <source>This shop has to sign in before more can be loaded</source>
            <translation>This shop has to sign in before more can be loaded</translation>
        </message>
        <message>
            <source>This shop is connected for orders and products only. Connect an app that may chat.</source>
            <translation>This shop is connected for orders and products only. Connect an app that may chat.</translation>
        </message>
        <message>
            <source>This shop is disconnected. Connect it again to answer.</source>
            <translation>This shop is disconnected. Connect it again to answer.</translation>
        </message>
        <message>
            <source>This shop is disconnected; its history can still be read.</source>
            <translation>This shop is disconnected; its history can still be read.</translation>
        </message>
        <message>
            <source>This shop is not active on TikTok. Open Seller Center to see why.</source>
            <translation>This shop is not active on TikTok. Open Seller Center to see why.</translation>
        </message>
        <message>
            <source>This shop is not active on TikTok. See why in Seller Center.</source>
            <translation>This shop is not active on TikTok. See why in Seller Center.</translation>
        </message>
        <message>
            <source>This shop is not connected any more.</source>
            <translation>This shop is not connected any more.</translation>
        </message>
        <message>
            <source>This shop is paused or disconnected.</source>
            <translation>This shop is paused or disconnected.</translation>
        </message>
        <message>
            <source>This shop is paused, so nothing is loaded</source>
            <translation>This shop is paused, so nothing is loaded</translation>
        </message>
        <message>
            <source>This shop is paused: what you send waits until you resume it.</source>
            <translation>This shop is paused: what you send waits until you resume it.</translation>
        </message>
        <message>
            <source>This shop may not write in this conversation.</source>
            <translation>This shop may not write in this conversation.</translation>
        </message>
        <message>
            <source>This shop stopped for a moment and is being started again.</source>
            <translation>This shop stopped for a moment and is being started again.</translation>
        </message>
        <message>
            <source>This video's link has expired</source>
            <translation>This video's link has expired</translation>
        </message>
        <message>
            <source>This video's link has expired. Watch it in Seller Center.</source>
            <translation>This video's link has expired. Watch it in Seller Center.</translation>
        </message>
        <message>
            <source>Thu</source>
            <translation>Thu</translation>
        </message>
        <message>
            <source>Thursday</source>
            <translation>Thursday</translation>
        </message>
        <message>
            <source>Tick a shop</source>
            <translation>Tick a shop</translation>
        </message>
        <message>
            <source>Tick at least one shop.</source>
            <translation>Tick at least one shop.</translation>
        </message>
        <message>
            <source>Tick at least two shops.</source>
            <translation>Tick at least two shops.</translation>
        </message>
        <message>
            <source>TikTok Shop</source>
            <translation>TikTok Shop</translation>
        </message>
        <message>
            <source>TikTok Shop cannot be reached</source>
            <translation>TikTok Shop cannot be reached</translation>
        </message>
        <message>
            <source>TikTok Shop cannot be reached. Check the connection and try again.</source>
            <translation>TikTok Shop cannot be reached. Check the connection and try again.</translation>
        </message>
        <message>
            <source>TikTok Shop cannot be reached; Nobi keeps trying.</source>
            <translation>TikTok Shop cannot be reached; Nobi keeps trying.</translation>
        </message>
        <message>
            <source>TikTok Shop could not be reached, so nothing was sent. Try again later.</source>
            <translation>TikTok Shop could not be reached, so nothing was sent. Try again later.</translation>
        </message>
        <message>
            <source>TikTok Shop could not be reached.</source>
            <translation>TikTok Shop could not be reached.</translation>
        </message>
        <message>
            <source>TikTok Shop could not be reached. The old token stays in use.</source>
            <translation>TikTok Shop could not be reached. The old token stays in use.</translation>
        </message>
        <message>
            <source>TikTok Shop itself is down; Nobi keeps trying.</source>
            <translation>TikTok Shop itself is down; Nobi keeps trying.</translation>
        </message>
        <message>
            <source>TikTok asked for fewer calls.</source>
            <translation>TikTok asked for fewer calls.</translation>
        </message>
        <message>
            <source>TikTok asked for fewer calls; messages come a little later.</source>
            <translation>TikTok asked for fewer calls; messages come a little later.</translation>
        </message>
        <message>
            <source>TikTok asks for a pause. The old token stays in use.</source>
            <translation>TikTok asks for a pause. The old token stays in use.</translation>
        </message>
        <message>
            <source>TikTok asks for a pause. Wait a minute, then try again.</source>
            <translation>TikTok asks for a pause. Wait a minute, then try again.</translation>
        </message>
        <message>
            <source>TikTok asks for fewer calls just now</source>
            <translation>TikTok asks for fewer calls just now</translation>
        </message>
        <message>
            <source>TikTok could not read this message.</source>
            <translation>TikTok could not read this message.</translation>
        </message>
        <message>
            <source>TikTok did not take this picture.</source>
            <translation>TikTok did not take this picture.</translation>
        </message>
        <message>
            <source>TikTok does not allow a conversation with this buyer.</source>
            <translation>TikTok does not allow a conversation with this buyer.</translation>
        </message>
        <message>
            <source>TikTok does not allow writing to this buyer now.</source>
            <translation>TikTok does not allow writing to this buyer now.</translation>
        </message>
        <message>
            <source>TikTok does not know this app key</source>
            <translation>TikTok does not know this app key</translation>
        </message>
        <message>
            <source>TikTok does not let this app serve the shop: the shop's country, or how it is set up, does not allow it.</source>
            <translation>TikTok does not let this app serve the shop: the shop's country, or how it is set up, does not allow it.</translation>
        </message>
        <message>
            <source>TikTok does not support this kind of message.</source>
            <translation>TikTok does not support this kind of message.</translation>
        </message>
        <message>
            <source>TikTok does not take our signature: the app secret is wrong</source>
            <translation>TikTok does not take our signature: the app secret is wrong</translation>
        </message>
        <message>
            <source>TikTok does not take the time of this computer</source>
            <translation>TikTok does not take the time of this computer</translation>
        </message>
        <message>
            <source>TikTok found sensitive words in it. Change them and send again.</source>
            <translation>TikTok found sensitive words in it. Change them and send again.</translation>
        </message>
        <message>
            <source>TikTok had a fault of its own.</source>
            <translation>TikTok had a fault of its own.</translation>
        </message>
        <message>
            <source>TikTok hands no conversations of {shop} to this account; they go elsewhere.</source>
            <translation>TikTok hands no conversations of {shop} to this account; they go elsewhere.</translation>
        </message>
        <message>
            <source>TikTok hands no conversations to this account, so buyers' messages go elsewhere.</source>
            <translation>TikTok hands no conversations to this account, so buyers' messages go elsewhere.</translation>
        </message>
        <message>
            <source>TikTok has a fault of its own just now</source>
            <translation>TikTok has a fault of its own just now</translation>
        </message>
        <message>
            <source>TikTok is asked for them; they come in here one after another.</source>
            <translation>TikTok is asked for them; they come in here one after another.</translation>
        </message>
        <message>
            <source>TikTok measures how many buyers are answered within this time; Nobi counts down by it for each shop's market.</source>
            <translation>TikTok measures how many buyers are answered within this time; Nobi counts down by it for each shop's market.</translation>
        </message>
        <message>
            <source>TikTok refreshes it no more: this shop has to sign in again.</source>
            <translation>TikTok refreshes it no more: this shop has to sign in again.</translation>
        </message>
        <message>
            <source>TikTok refused it (code {code}).</source>
            <translation>TikTok refused it (code {code}).</translation>
        </message>
        <message>
            <source>TikTok refused it.</source>
            <translation>TikTok refused it.</translation>
        </message>
        <message>
            <source>TikTok refused it. Check what you entered and try again.</source>
            <translation>TikTok refused it. Check what you entered and try again.</translation>
        </message>
        <message>
            <source>TikTok refused it: only the shop owner's account may do it.</source>
            <translation>TikTok refused it: only the shop owner's account may do it.</translation>
        </message>
        <message>
            <source>TikTok refused it: {text}</source>
            <translation>TikTok refused it: {text}</translation>
        </message>
        <message>
            <source>TikTok refused it: {text} ({code})</source>
            <translation>TikTok refused it: {text} ({code})</translation>
        </message>
        <message>
            <source>TikTok refused to refresh it. The old token stays in use.</source>
            <translation>TikTok refused to refresh it. The old token stays in use.</translation>
        </message>
        <message>
            <source>TikTok refuses the question</source>
            <translation>TikTok refuses the question</translation>
        </message>
        <message>
            <source>TikTok refuses: the shop is not active, or not for this region</source>
            <translation>TikTok refuses: the shop is not active, or not for this region</translation>
        </message>
        <message>
            <source>TikTok refuses: this app has not been given that permission</source>
            <translation>TikTok refuses: this app has not been given that permission</translation>
        </message>
        <message>
            <source>TikTok refuses: this app may not do that for this shop</source>
            <translation>TikTok refuses: this app may not do that for this shop</translation>
        </message>
        <message>
            <source>TikTok refuses: this app only serves certain IP addresses</source>
            <translation>TikTok refuses: this app only serves certain IP addresses</translation>
        </message>
        <message>
            <source>TikTok says that the token has ended or was withdrawn</source>
            <translation>TikTok says that the token has ended or was withdrawn</translation>
        </message>
        <message>
            <source>TikTok says that today's calls of this shop are used up</source>
            <translation>TikTok says that today's calls of this shop are used up</translation>
        </message>
        <message>
            <source>TikTok says that token, app and shop do not belong together</source>
            <translation>TikTok says that token, app and shop do not belong together</translation>
        </message>
        <message>
            <source>TikTok says they are used up; it goes on at {when}</source>
            <translation>TikTok says they are used up; it goes on at {when}</translation>
        </message>
        <message>
            <source>TikTok took it and still hands out no conversations. Look in Seller Center.</source>
            <translation>TikTok took it and still hands out no conversations. Look in Seller Center.</translation>
        </message>
        <message>
            <source>TikTok wants this shop to sign in again.</source>
            <translation>TikTok wants this shop to sign in again.</translation>
        </message>
        <message>
            <source>TikTok was not asked, since it cannot be reached from here</source>
            <translation>TikTok was not asked, since it cannot be reached from here</translation>
        </message>
        <message>
            <source>TikTok will hand new conversations to this shop's account again. That changes the shop itself, also for whoever answers in Seller Center.</source>
            <translation>TikTok will hand new conversations to this shop's account again. That changes the shop itself, also for whoever answers in Seller Center.</translation>
        </message>
        <message>
            <source>TikTok's API</source>
            <translation>TikTok's API</translation>
        </message>
        <message>
            <source>TikTok's answer could not be read.</source>
            <translation>TikTok's answer could not be read.</translation>
        </message>
        <message>
            <source>TikTok's answer could not be read. The old token stays in use.</source>
            <translation>TikTok's answer could not be read. The old token stays in use.</translation>
        </message>
        <message>
            <source>TikTok's answer could not be read; Nobi tries again.</source>
            <translation>TikTok's answer could not be read; Nobi tries again.</translation>
        </message>
        <message>
            <source>TikTok's robot</source>
            <translation>TikTok's robot</translation>
        </message>
        <message>
            <source>TikTok: {rate} %</source>
            <translation>TikTok: {rate} %</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>To</source>
            <translation>To</translation>
        </message>
        <message>
            <source>To ship</source>
            <translation>To ship</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Today</translation>
        </message>
        <message>
            <source>Today's calls are used up</source>
            <translation>Today's calls are used up</translation>
        </message>
        <message>
            <source>Today's calls are used up but for sending; new messages come tomorrow.</source>
            <translation>Today's calls are used up but for sending; new messages come tomorrow.</translation>
        </message>
        <message>
            <source>Today's calls are used up; older messages come tomorrow</source>
            <translation>Today's calls are used up; older messages come tomorrow</translation>
        </message>
        <message>
            <source>Today's calls for this are used up; it goes on tomorrow by itself</source>
            <translation>Today's calls for this are used up; it goes on tomorrow by itself</translation>
        </message>
        <message>
            <source>Today's calls of this shop to TikTok are used up.</source>
            <translation>Today's calls of this shop to TikTok are used up.</translation>
        </message>
        <message>
            <source>Today's calls to TikTok are used up. The old token stays in use.</source>
            <translation>Today's calls to TikTok are used up. The old token stays in use.</translation>
        </message>
        <message>
            <source>Today's calls to TikTok are used up; it goes on tomorrow.</source>
            <translation>Today's calls to TikTok are used up; it goes on tomorrow.</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>Token</translation>
        </message>
        <message>
            <source>Tomorrow at 08:00</source>
            <translation>Tomorrow at 08:00</translation>
        </message>
        <message>
            <source>Too long by {over}. Shorten it, or send it in two messages.</source>
            <translation>Too long by {over}. Shorten it, or send it in two messages.</translation>
        </message>
        <message>
            <source>Too many coupons at once.</source>
            <translation>Too many coupons at once.</translation>
        </message>
        <message numerus="yes">
            <source>Took “{name}” off {n} conversations</source>
            <translation>
                <numerusform>Took “{name}” off {n} conversation</numerusform>
                <numerusform>Took “{name}” off {n} conversations</numerusform>
            </translation>
        </message>
        <message>
            <source>Trouble</source>
            <translation>Trouble</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Try again</translation>
        </message>
        <message>
            <source>Tue</source>
            <translation>Tue</translation>
        </message>
        <message>
            <source>Tuesday</source>
            <translation>Tuesday</translation>
        </message>
        <message>
            <source>Unanswered</source>
            <translation>Unanswered</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>United States</source>
            <translation>United States</translation>
        </message>
        <message>
            <source>Unlock it (sign out and in again, or open its settings), then look again.</source>
            <translation>Unlock it (sign out and in again, or open its settings), then look again.</translation>
        </message>
        <message>
            <source>Unpaid</source>
            <translation>Unpaid</translation>
        </message>
        <message>
            <source>Unread</source>
            <translation>Unread</translation>
        </message>
        <message>
            <source>Unread messages</source>
            <translation>Unread messages</translation>
        </message>
        <message>
            <source>Video</source>
            <translation>Video</translation>
        </message>
        <message>
            <source>Videos cannot be sent from here yet: use Seller Center for this one.</source>
            <translation>Videos cannot be sent from here yet: use Seller Center for this one.</translation>
        </message>
        <message>
            <source>Vietnam</source>
            <translation>Vietnam</translation>
        </message>
        <message>
            <source>View</source>
            <translation>View</translation>
        </message>
        <message>
            <source>Views</source>
            <translation>Views</translation>
        </message>
        <message>
            <source>Violet</source>
            <translation>Violet</translation>
        </message>
        <message>
            <source>Waiting for an answer</source>
            <translation>Waiting for an answer</translation>
        </message>
        <message>
            <source>Waiting for the browser</source>
            <translation>Waiting for the browser</translation>
        </message>
        <message>
            <source>Waits for the shop: {state}</source>
            <translation>Waits for the shop: {state}</translation>
        </message>
        <message>
            <source>Waits until the shop has signed in again</source>
            <translation>Waits until the shop has signed in again</translation>
        </message>
        <message>
            <source>Waits; it goes on by itself</source>
            <translation>Waits; it goes on by itself</translation>
        </message>
        <message>
            <source>Wed</source>
            <translation>Wed</translation>
        </message>
        <message>
            <source>Wednesday</source>
            <translation>Wednesday</translation>
        </message>
        <message>
            <source>What is being read</source>
            <translation>What is being read</translation>
        </message>
        <message>
            <source>What is left of today's calls is spread; messages come a little later.</source>
            <translation>What is left of today's calls is spread; messages come a little later.</translation>
        </message>
        <message>
            <source>What it shows</source>
            <translation>What it shows</translation>
        </message>
        <message>
            <source>What this shop allows</source>
            <translation>What this shop allows</translation>
        </message>
        <message>
            <source>When a buyer writes to one of your shops, it is shown here.</source>
            <translation>When a buyer writes to one of your shops, it is shown here.</translation>
        </message>
        <message>
            <source>When a buyer writes to this shop, it is shown here.</source>
            <translation>When a buyer writes to this shop, it is shown here.</translation>
        </message>
        <message>
            <source>Where do I find these?</source>
            <translation>Where do I find these?</translation>
        </message>
        <message numerus="yes">
            <source>Whether the buyers of {n} conversations have ordered is not known yet.</source>
            <translation>
                <numerusform>Whether the buyer of {n} conversation has ordered is not known yet.</numerusform>
                <numerusform>Whether the buyers of {n} conversations have ordered is not known yet.</numerusform>
            </translation>
        </message>
        <message>
            <source>Which shops?</source>
            <translation>Which shops?</translation>
        </message>
        <message>
            <source>Who must be answered first</source>
            <translation>Who must be answered first</translation>
        </message>
        <message>
            <source>Who waits</source>
            <translation>Who waits</translation>
        </message>
        <message>
            <source>Whole history is here</source>
            <translation>Whole history is here</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Window</translation>
        </message>
        <message>
            <source>Without a tag</source>
            <translation>Without a tag</translation>
        </message>
        <message>
            <source>Working through them</source>
            <translation>Working through them</translation>
        </message>
        <message>
            <source>Write an answer…</source>
            <translation>Write an answer…</translation>
        </message>
        <message>
            <source>Write the day like this: 31/12/2025.</source>
            <translation>Write the day like this: 31/12/2025.</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Yesterday</translation>
        </message>
        <message>
            <source>You can close this page and go back to Nobi.</source>
            <translation>You can close this page and go back to Nobi.</translation>
        </message>
        <message>
            <source>You did not agree on TikTok. Go back to Nobi to try again.</source>
            <translation>You did not agree on TikTok. Go back to Nobi to try again.</translation>
        </message>
        <message>
            <source>You have paused this shop: nothing is read, and what you write waits.</source>
            <translation>You have paused this shop: nothing is read, and what you write waits.</translation>
        </message>
        <message>
            <source>You:</source>
            <translation>You:</translation>
        </message>
        <message>
            <source>Your own data</source>
            <translation>Your own data</translation>
        </message>
        <message>
            <source>Your own data was damaged and was brought back from the backup of {date}.</source>
            <translation>Your own data was damaged and was brought back from the backup of {date}.</translation>
        </message>
        <message>
            <source>Your own data was damaged; what could still be read of it was kept.</source>
            <translation>Your own data was damaged; what could still be read of it was kept.</translation>
        </message>
        <message>
            <source>a renewal begun on {when} was cut off; Nobi settles it when it runs</source>
            <translation>a renewal begun on {when} was cut off; Nobi settles it when it runs</translation>
        </message>
        <message numerus="yes">
            <source>about {n} days left</source>
            <translation>
                <numerusform>about {n} day left</numerusform>
                <numerusform>about {n} days left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about {n} hours left</source>
            <translation>
                <numerusform>about {n} hour left</numerusform>
                <numerusform>about {n} hours left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about {n} minutes left</source>
            <translation>
                <numerusform>about {n} minute left</numerusform>
                <numerusform>about {n} minutes left</numerusform>
            </translation>
        </message>
        <message>
            <source>about {used} of {daily} are used</source>
            <translation>about {used} of {daily} are used</translation>
        </message>
        <message>
            <source>about {used} of {daily} are used; Nobi asks less often</source>
            <translation>about {used} of {daily} are used; Nobi asks less often</translation>
        </message>
        <message>
            <source>all shops</source>
            <translation>all shops</translation>
        </message>
        <message>
            <source>allowed until {day} only – sign in again in time</source>
            <translation>allowed until {day} only – sign in again in time</translation>
        </message>
        <message>
            <source>allowed until {day}, renewed by itself</source>
            <translation>allowed until {day}, renewed by itself</translation>
        </message>
        <message>
            <source>allowed, but the keyring did not take the new keys; Nobi tries again</source>
            <translation>allowed, but the keyring did not take the new keys; Nobi tries again</translation>
        </message>
        <message>
            <source>allowed, renewed by itself</source>
            <translation>allowed, renewed by itself</translation>
        </message>
        <message>
            <source>already connected; tick it to renew its keys</source>
            <translation>already connected; tick it to renew its keys</translation>
        </message>
        <message numerus="yes">
            <source>and {n} more</source>
            <translation>
                <numerusform>and {n} more</numerusform>
                <numerusform>and {n} more</numerusform>
            </translation>
        </message>
        <message>
            <source>answering {name}</source>
            <translation>answering {name}</translation>
        </message>
        <message>
            <source>app key …{tail}, and its secret is there</source>
            <translation>app key …{tail}, and its secret is there</translation>
        </message>
        <message>
            <source>app key …{tail}, but its secret is not in the keyring</source>
            <translation>app key …{tail}, but its secret is not in the keyring</translation>
        </message>
        <message>
            <source>app key …{tail}; the keyring does not give its secret</source>
            <translation>app key …{tail}; the keyring does not give its secret</translation>
        </message>
        <message>
            <source>cannot be read, not sent</source>
            <translation>cannot be read, not sent</translation>
        </message>
        <message>
            <source>checking whether it was sent</source>
            <translation>checking whether it was sent</translation>
        </message>
        <message>
            <source>chosen</source>
            <translation>chosen</translation>
        </message>
        <message>
            <source>code {number}</source>
            <translation>code {number}</translation>
        </message>
        <message>
            <source>could not be compared with TikTok's</source>
            <translation>could not be compared with TikTok's</translation>
        </message>
        <message>
            <source>damaged</source>
            <translation>damaged</translation>
        </message>
        <message>
            <source>dd/mm/yyyy</source>
            <translation>dd/mm/yyyy</translation>
        </message>
        <message>
            <source>disconnected; its history is kept, and there is nothing to check</source>
            <translation>disconnected; its history is kept, and there is nothing to check</translation>
        </message>
        <message>
            <source>ended on {when}</source>
            <translation>ended on {when}</translation>
        </message>
        <message>
            <source>ended {ago} ago; Nobi renews it as soon as it runs</source>
            <translation>ended {ago} ago; Nobi renews it as soon as it runs</translation>
        </message>
        <message>
            <source>ends on {when}</source>
            <translation>ends on {when}</translation>
        </message>
        <message>
            <source>folder and databases are for you alone</source>
            <translation>folder and databases are for you alone</translation>
        </message>
        <message>
            <source>from {amount}</source>
            <translation>from {amount}</translation>
        </message>
        <message>
            <source>from {day}</source>
            <translation>from {day}</translation>
        </message>
        <message>
            <source>gone or empty, though it was there before</source>
            <translation>gone or empty, though it was there before</translation>
        </message>
        <message>
            <source>good for {left} more, renewed from {when} on</source>
            <translation>good for {left} more, renewed from {when} on</translation>
        </message>
        <message>
            <source>good for {left} more; Nobi renews it as soon as it runs</source>
            <translation>good for {left} more; Nobi renews it as soon as it runs</translation>
        </message>
        <message>
            <source>hh:mm</source>
            <translation>hh:mm</translation>
        </message>
        <message>
            <source>hours</source>
            <translation>hours</translation>
        </message>
        <message>
            <source>how much is free cannot be told</source>
            <translation>how much is free cannot be told</translation>
        </message>
        <message>
            <source>its end is not known</source>
            <translation>its end is not known</translation>
        </message>
        <message>
            <source>its history is here and goes on</source>
            <translation>its history is here and goes on</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>just now</translation>
        </message>
        <message>
            <source>locked by another program, so it could not be checked</source>
            <translation>locked by another program, so it could not be checked</translation>
        </message>
        <message>
            <source>may not be read</source>
            <translation>may not be read</translation>
        </message>
        <message>
            <source>new</source>
            <translation>new</translation>
        </message>
        <message>
            <source>no answer in time</source>
            <translation>no answer in time</translation>
        </message>
        <message>
            <source>no app is connected that may read chats</source>
            <translation>no app is connected that may read chats</translation>
        </message>
        <message>
            <source>no app is connected that may read orders and products</source>
            <translation>no app is connected that may read orders and products</translation>
        </message>
        <message>
            <source>no app is recorded for this shop</source>
            <translation>no app is recorded for this shop</translation>
        </message>
        <message>
            <source>no connection to {host}</source>
            <translation>no connection to {host}</translation>
        </message>
        <message>
            <source>no secure connection to {host}</source>
            <translation>no secure connection to {host}</translation>
        </message>
        <message>
            <source>no, TikTok does not hand new conversations to this account</source>
            <translation>no, TikTok does not hand new conversations to this account</translation>
        </message>
        <message>
            <source>none</source>
            <translation>none</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>none yet</translation>
        </message>
        <message>
            <source>none yet; Nobi makes the first one soon after it was started</source>
            <translation>none yet; Nobi makes the first one soon after it was started</translation>
        </message>
        <message>
            <source>none yet; it will be {path}</source>
            <translation>none yet; it will be {path}</translation>
        </message>
        <message>
            <source>not allowed – connect an app that may read them</source>
            <translation>not allowed – connect an app that may read them</translation>
        </message>
        <message>
            <source>not allowed – sign in with an app that may chat</source>
            <translation>not allowed – sign in with an app that may chat</translation>
        </message>
        <message>
            <source>not granted: {names}</source>
            <translation>not granted: {names}</translation>
        </message>
        <message>
            <source>not in the keyring</source>
            <translation>not in the keyring</translation>
        </message>
        <message>
            <source>not noted when it was connected; the answers below tell</source>
            <translation>not noted when it was connected; the answers below tell</translation>
        </message>
        <message>
            <source>not sent</source>
            <translation>not sent</translation>
        </message>
        <message>
            <source>not sure it was sent</source>
            <translation>not sure it was sent</translation>
        </message>
        <message>
            <source>not valid any more – sign in again</source>
            <translation>not valid any more – sign in again</translation>
        </message>
        <message>
            <source>nothing is noted for today</source>
            <translation>nothing is noted for today</translation>
        </message>
        <message>
            <source>now in {branch}</source>
            <translation>now in {branch}</translation>
        </message>
        <message>
            <source>other users of this computer may read: {names}</source>
            <translation>other users of this computer may read: {names}</translation>
        </message>
        <message>
            <source>overdue {time}</source>
            <translation>overdue {time}</translation>
        </message>
        <message>
            <source>partly chosen</source>
            <translation>partly chosen</translation>
        </message>
        <message>
            <source>practice keys live in memory; yours was not touched</source>
            <translation>practice keys live in memory; yours was not touched</translation>
        </message>
        <message>
            <source>renewing them did not work yet; Nobi tries again</source>
            <translation>renewing them did not work yet; Nobi tries again</translation>
        </message>
        <message>
            <source>request {id}</source>
            <translation>request {id}</translation>
        </message>
        <message>
            <source>right (differs from TikTok's by {span})</source>
            <translation>right (differs from TikTok's by {span})</translation>
        </message>
        <message>
            <source>saved by a newer Nobi (version {version}, this one knows {ours})</source>
            <translation>saved by a newer Nobi (version {version}, this one knows {ours})</translation>
        </message>
        <message>
            <source>sending</source>
            <translation>sending</translation>
        </message>
        <message>
            <source>sent</source>
            <translation>sent</translation>
        </message>
        <message>
            <source>something else answers in TikTok's place</source>
            <translation>something else answers in TikTok's place</translation>
        </message>
        <message>
            <source>sound, of an older Nobi (version {version}, now {ours}); the next start brings it up to date</source>
            <translation>sound, of an older Nobi (version {version}, now {ours}); the next start brings it up to date</translation>
        </message>
        <message>
            <source>sound, version {version}, {size}, checked in {time}</source>
            <translation>sound, version {version}, {size}, checked in {time}</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>taken back</translation>
        </message>
        <message>
            <source>taken back on TikTok – sign in again</source>
            <translation>taken back on TikTok – sign in again</translation>
        </message>
        <message>
            <source>the app key or secret is wrong – sign in again</source>
            <translation>the app key or secret is wrong – sign in again</translation>
        </message>
        <message>
            <source>the check itself failed ({kind})</source>
            <translation>the check itself failed ({kind})</translation>
        </message>
        <message>
            <source>the keyring</source>
            <translation>the keyring</translation>
        </message>
        <message>
            <source>the keyring cannot be used now; Nobi tries again</source>
            <translation>the keyring cannot be used now; Nobi tries again</translation>
        </message>
        <message>
            <source>the keyring has lost the keys – sign in again</source>
            <translation>the keyring has lost the keys – sign in again</translation>
        </message>
        <message>
            <source>the last one is of {when}</source>
            <translation>the last one is of {when}</translation>
        </message>
        <message>
            <source>the last one is of {when}, and much has changed since</source>
            <translation>the last one is of {when}, and much has changed since</translation>
        </message>
        <message>
            <source>the list is empty ({time})</source>
            <translation>the list is empty ({time})</translation>
        </message>
        <message>
            <source>the name {host} is not found</source>
            <translation>the name {host} is not found</translation>
        </message>
        <message>
            <source>the newest conversation has none ({time})</source>
            <translation>the newest conversation has none ({time})</translation>
        </message>
        <message>
            <source>the one found here shows or loses secrets; Nobi does not use it</source>
            <translation>the one found here shows or loses secrets; Nobi does not use it</translation>
        </message>
        <message>
            <source>the other questions would have met the same</source>
            <translation>the other questions would have met the same</translation>
        </message>
        <message>
            <source>the permission has run out – sign in again</source>
            <translation>the permission has run out – sign in again</translation>
        </message>
        <message>
            <source>the proxy does not let the call through</source>
            <translation>the proxy does not let the call through</translation>
        </message>
        <message>
            <source>the shops cannot be read from it ({code})</source>
            <translation>the shops cannot be read from it ({code})</translation>
        </message>
        <message>
            <source>this computer has none, so keys last only until Nobi is closed</source>
            <translation>this computer has none, so keys last only until Nobi is closed</translation>
        </message>
        <message>
            <source>this one is granted, but under another cipher than we have</source>
            <translation>this one is granted, but under another cipher than we have</translation>
        </message>
        <message>
            <source>this shop</source>
            <translation>this shop</translation>
        </message>
        <message>
            <source>to the beginning</source>
            <translation>to the beginning</translation>
        </message>
        <message>
            <source>to {day}</source>
            <translation>to {day}</translation>
        </message>
        <message>
            <source>tomorrow {time}</source>
            <translation>tomorrow {time}</translation>
        </message>
        <message>
            <source>until {date}</source>
            <translation>until {date}</translation>
        </message>
        <message>
            <source>until {day}</source>
            <translation>until {day}</translation>
        </message>
        <message>
            <source>until {when} at least</source>
            <translation>until {when} at least</translation>
        </message>
        <message>
            <source>uploading</source>
            <translation>uploading</translation>
        </message>
        <message>
            <source>waiting to be sent</source>
            <translation>waiting to be sent</translation>
        </message>
        <message>
            <source>waits for the shop to sign in</source>
            <translation>waits for the shop to sign in</translation>
        </message>
        <message>
            <source>waits {time}</source>
            <translation>waits {time}</translation>
        </message>
        <message>
            <source>will be connected again</source>
            <translation>will be connected again</translation>
        </message>
        <message>
            <source>will be tried again</source>
            <translation>will be tried again</translation>
        </message>
        <message>
            <source>will try again at {time}</source>
            <translation>will try again at {time}</translation>
        </message>
        <message>
            <source>yes, TikTok hands new conversations to this account</source>
            <translation>yes, TikTok hands new conversations to this account</translation>
        </message>
        <message>
            <source>you have paused it: it is neither read nor written to</source>
            <translation>you have paused it: it is neither read nor written to</translation>
        </message>
        <message>
            <source>{count} on the first page, {total} in all ({time})</source>
            <translation>{count} on the first page, {total} in all ({time})</translation>
        </message>
        <message>
            <source>{day} at {time}</source>
            <translation>{day} at {time}</translation>
        </message>
        <message>
            <source>{free} of {total} are free</source>
            <translation>{free} of {total} are free</translation>
        </message>
        <message>
            <source>{host} answers in {time}</source>
            <translation>{host} answers in {time}</translation>
        </message>
        <message>
            <source>{hours}, past midnight</source>
            <translation>{hours}, past midnight</translation>
        </message>
        <message>
            <source>{in_time} of {chats} in time, {open} open</source>
            <translation>{in_time} of {chats} in time, {open} open</translation>
        </message>
        <message>
            <source>{key} belongs to the system or the keyboard's language. Take another.</source>
            <translation>{key} belongs to the system or the keyboard's language. Take another.</translation>
        </message>
        <message>
            <source>{key} belongs to “{other}”. Press it once more to take it from there.</source>
            <translation>{key} belongs to “{other}”. Press it once more to take it from there.</translation>
        </message>
        <message>
            <source>{key} writes or edits text. Take one with Ctrl or Alt, or a function key.</source>
            <translation>{key} writes or edits text. Take one with Ctrl or Alt, or a function key.</translation>
        </message>
        <message>
            <source>{key} – moves here from {group}</source>
            <translation>{key} – moves here from {group}</translation>
        </message>
        <message>
            <source>{market}: enter whole hours from {least} to {most}.</source>
            <translation>{market}: enter whole hours from {least} to {most}.</translation>
        </message>
        <message>
            <source>{name} (now)</source>
            <translation>{name} (now)</translation>
        </message>
        <message>
            <source>{name} does not answer ({code})</source>
            <translation>{name} does not answer ({code})</translation>
        </message>
        <message>
            <source>{name} is locked</source>
            <translation>{name} is locked</translation>
        </message>
        <message>
            <source>{name}, but the keys were put into {before}</source>
            <translation>{name}, but the keys were put into {before}</translation>
        </message>
        <message numerus="yes">
            <source>{name}, {n} conversations</source>
            <translation>
                <numerusform>{name}, {n} conversation</numerusform>
                <numerusform>{name}, {n} conversations</numerusform>
            </translation>
        </message>
        <message>
            <source>{name}: not allowed</source>
            <translation>{name}: not allowed</translation>
        </message>
        <message numerus="yes">
            <source>{n} buyers must be answered soon</source>
            <translation>
                <numerusform>{n} buyer must be answered soon</numerusform>
                <numerusform>{n} buyers must be answered soon</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} calls to TikTok, all reading, part of the day's</source>
            <translation>
                <numerusform>{n} call to TikTok, reading, part of the day's</numerusform>
                <numerusform>{n} calls to TikTok, all reading, part of the day's</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} conversations</source>
            <translation>
                <numerusform>{n} conversation</numerusform>
                <numerusform>{n} conversations</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} conversations get the second tag in place of the first, which is deleted.</source>
            <translation>
                <numerusform>{n} conversation gets the second tag in place of the first, which is deleted.</numerusform>
                <numerusform>{n} conversations get the second tag in place of the first, which is deleted.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} conversations go, with their messages and drafts. This cannot be undone.</source>
            <translation>
                <numerusform>{n} conversation goes, with its messages and drafts. This cannot be undone.</numerusform>
                <numerusform>{n} conversations go, with their messages and drafts. This cannot be undone.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} conversations lose it. The conversations themselves stay.</source>
            <translation>
                <numerusform>{n} conversation loses it. The conversation itself stays.</numerusform>
                <numerusform>{n} conversations lose it. The conversations themselves stay.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} conversations need an answer</source>
            <translation>
                <numerusform>{n} conversation needs an answer</numerusform>
                <numerusform>{n} conversations need an answer</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} conversations need no answer</source>
            <translation>
                <numerusform>{n} conversation needs no answer</numerusform>
                <numerusform>{n} conversations need no answer</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} could not be read</source>
            <translation>
                <numerusform>{n} could not be read</numerusform>
                <numerusform>{n} could not be read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} days</source>
            <translation>
                <numerusform>{n} day</numerusform>
                <numerusform>{n} days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} found</source>
            <translation>
                <numerusform>{n} found</numerusform>
                <numerusform>{n} found</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} gaps</source>
            <translation>
                <numerusform>{n} gap</numerusform>
                <numerusform>{n} gaps</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} granted, all that Nobi needs among them</source>
            <translation>
                <numerusform>{n} granted, all that Nobi needs</numerusform>
                <numerusform>{n} granted, all that Nobi needs among them</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} h</source>
            <translation>
                <numerusform>{n} h</numerusform>
                <numerusform>{n} h</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} hours</source>
            <translation>
                <numerusform>{n} hour</numerusform>
                <numerusform>{n} hours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} messages</source>
            <translation>
                <numerusform>{n} message</numerusform>
                <numerusform>{n} messages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} messages from earlier were not sent.</source>
            <translation>
                <numerusform>{n} message from earlier was not sent.</numerusform>
                <numerusform>{n} messages from earlier were not sent.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} messages have not been sent and will not be:</source>
            <translation>
                <numerusform>{n} message has not been sent and will not be:</numerusform>
                <numerusform>{n} messages have not been sent and will not be:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} min</source>
            <translation>
                <numerusform>{n} min</numerusform>
                <numerusform>{n} min</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} new</source>
            <translation>
                <numerusform>{n} new</numerusform>
                <numerusform>{n} new</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} of the newest conversation: {kinds} ({time})</source>
            <translation>
                <numerusform>{n} of the newest conversation: {kinds} ({time})</numerusform>
                <numerusform>{n} of the newest conversation: {kinds} ({time})</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} old messages are still being prepared for the search.</source>
            <translation>
                <numerusform>{n} old message is still being prepared for the search.</numerusform>
                <numerusform>{n} old messages are still being prepared for the search.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} on the first page, newest {when} ({time})</source>
            <translation>
                <numerusform>{n} on the first page, newest {when} ({time})</numerusform>
                <numerusform>{n} on the first page, newest {when} ({time})</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} s</source>
            <translation>
                <numerusform>{n} s</numerusform>
                <numerusform>{n} s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} selected</source>
            <translation>
                <numerusform>{n} selected</numerusform>
                <numerusform>{n} selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops</source>
            <translation>
                <numerusform>{n} shop</numerusform>
                <numerusform>{n} shops</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops are fine.</source>
            <translation>
                <numerusform>{n} shop is fine.</numerusform>
                <numerusform>{n} shops are fine.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops belong to it. They stay, and are in no branch then.</source>
            <translation>
                <numerusform>{n} shop belongs to it. It stays, and is in no branch then.</numerusform>
                <numerusform>{n} shops belong to it. They stay, and are in no branch then.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops by this authorization, but not this one</source>
            <translation>
                <numerusform>{n} shop by this authorization, but not this one</numerusform>
                <numerusform>{n} shops by this authorization, but not this one</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops by this authorization, this one among them</source>
            <translation>
                <numerusform>this shop alone</numerusform>
                <numerusform>{n} shops by this authorization, this one among them</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops connected</source>
            <translation>
                <numerusform>{n} shop connected</numerusform>
                <numerusform>{n} shops connected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops could not be asked about: {names}.</source>
            <translation>
                <numerusform>{n} shop could not be asked about: {names}.</numerusform>
                <numerusform>{n} shops could not be asked about: {names}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops merged</source>
            <translation>
                <numerusform>{n} shop</numerusform>
                <numerusform>{n} shops merged</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops need you: {names}.</source>
            <translation>
                <numerusform>{n} shop needs you: {names}.</numerusform>
                <numerusform>{n} shops need you: {names}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} shops ticked</source>
            <translation>
                <numerusform>{n} shop ticked</numerusform>
                <numerusform>{n} shops ticked</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} tags</source>
            <translation>
                <numerusform>{n} tag</numerusform>
                <numerusform>{n} tags</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} unanswered</source>
            <translation>
                <numerusform>{n} unanswered</numerusform>
                <numerusform>{n} unanswered</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} unread</source>
            <translation>
                <numerusform>{n} unread</numerusform>
                <numerusform>{n} unread</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} unread messages</source>
            <translation>
                <numerusform>{n} unread message</numerusform>
                <numerusform>{n} unread messages</numerusform>
            </translation>
        </message>
        <message>
            <source>{on} of {all} ticked</source>
            <translation>{on} of {all} ticked</translation>
        </message>
        <message>
            <source>{path} is not there: Nobi has not been started with it</source>
            <translation>{path} is not there: Nobi has not been started with it</translation>
        </message>
        <message>
            <source>{path} may not be read and written by you</source>
            <translation>{path} may not be read and written by you</translation>
        </message>
        <message>
            <source>{path}, {size}</source>
            <translation>{path}, {size}</translation>
        </message>
        <message>
            <source>{place} of {total}</source>
            <translation>{place} of {total}</translation>
        </message>
        <message>
            <source>{said}, new below: {count}</source>
            <translation>{said}, new below: {count}</translation>
        </message>
        <message>
            <source>{shop} has not allowed Nobi to read its conversations.</source>
            <translation>{shop} has not allowed Nobi to read its conversations.</translation>
        </message>
        <message>
            <source>{shop} has to sign in again before it can go on.</source>
            <translation>{shop} has to sign in again before it can go on.</translation>
        </message>
        <message>
            <source>{shop} has used up today's calls to TikTok; new messages come tomorrow.</source>
            <translation>{shop} has used up today's calls to TikTok; new messages come tomorrow.</translation>
        </message>
        <message>
            <source>{shop} stopped for a moment and was started again. No message is missing.</source>
            <translation>{shop} stopped for a moment and was started again. No message is missing.</translation>
        </message>
        <message>
            <source>{some} and {last}</source>
            <translation>{some} and {last}</translation>
        </message>
        <message>
            <source>{some} or {last}</source>
            <translation>{some} or {last}</translation>
        </message>
        <message>
            <source>{span} ahead of TikTok's</source>
            <translation>{span} ahead of TikTok's</translation>
        </message>
        <message>
            <source>{span} behind TikTok's</source>
            <translation>{span} behind TikTok's</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>{time} left</translation>
        </message>
        <message>
            <source>{used} of {most} characters</source>
            <translation>{used} of {most} characters</translation>
        </message>
        <message>
            <source>{version}; 3.51.3 mends a rare fault in it that Nobi stays clear of</source>
            <translation>{version}; 3.51.3 mends a rare fault in it that Nobi stays clear of</translation>
        </message>
        <message>
            <source>{weekday}, {day} {month}</source>
            <translation>{weekday}, {day} {month}</translation>
        </message>
        <message>
            <source>{weekday}, {day} {month} {year}</source>
            <translation>{weekday}, {day} {month} {year}</translation>
        </message>
        <message>
            <source>{what} (chat)</source>
            <translation>{what} (chat)</translation>
        </message>
        <message>
            <source>{what} (orders)</source>
            <translation>{what} (orders)</translation>
        </message>
        <message>
            <source>{whole}.{part} s</source>
            <translation>{whole}.{part} s</translation>
        </message>
        <message>
            <source>{whole}.{part} {unit}</source>
            <translation>{whole}.{part} {unit}</translation>
        </message>
        <message>
            <source>“No order” is what TikTok answered; “not checked yet” has not been asked so far.</source>
            <translation>“No order” is what TikTok answered; “not checked yet” has not been asked so far.</translation>
        </message>
        <message>
            <source>← All</source>
            <translation>← All</translation>
        </message>
    </context>
</TS>
