<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>CameraView</name>
    <message>
        <source>没有画面</source>
        <translation>No picture</translation>
    </message>
    <message>
        <source>摄像头画面</source>
        <translation>Camera picture</translation>
    </message>
</context>
<context>
    <name>CandidateCard</name>
    <message>
        <source>现场照片</source>
        <translation>Live photograph</translation>
    </message>
    <message>
        <source>档案照片</source>
        <translation>Photograph on file</translation>
    </message>
    <message>
        <source>{0}：{1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>同一人</source>
        <translation>Same</translation>
    </message>
    <message>
        <source>不是</source>
        <translation>No</translation>
    </message>
    <message>
        <source>不确定</source>
        <translation>Unsure</translation>
    </message>
    <message>
        <source>很可能</source>
        <translation>Likely</translation>
    </message>
    <message>
        <source>有可能</source>
        <translation>Possible</translation>
    </message>
    <message>
        <source>可能性低</source>
        <translation>Unlikely</translation>
    </message>
</context>
<context>
    <name>DeskWindow</name>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>DoorFrame</name>
    <message>
        <source>归途 · 救助管理站接待台</source>
        <translation>Guitu · Front desk of a relief station</translation>
    </message>
</context>
<context>
    <name>FindField</name>
    <message>
        <source>查人：姓名 / 拼音首字母 / 证件号 / 编号</source>
        <translation>Name / initials / ID / case no.</translation>
    </message>
    <message>
        <source>查找任何人</source>
        <translation>Find anyone</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>启用本机（2/4）：管理员</source>
        <translation>Set-up (2/4): administrator</translation>
    </message>
    <message>
        <source>管理员添加人员、导出数据，不办理登记。</source>
        <translation>The administrator adds officers and exports data, but does not register people.</translation>
    </message>
    <message>
        <source>启用本机（3/4）：第一位接待员</source>
        <translation>Set-up (3/4): first intake officer</translation>
    </message>
    <message>
        <source>接待员办理登记和凭证。现在不填也可以，以后由管理员在设置里添加。</source>
        <translation>Intake officers register people and issue vouchers. This may stay empty; the administrator can add officers in the settings.</translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>按键</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>关闭 Esc</source>
        <translation>Close Esc</translation>
    </message>
    <message>
        <source>换页</source>
        <translation>Change page</translation>
    </message>
    <message>
        <source>查找任何人</source>
        <translation>Find anyone</translation>
    </message>
    <message>
        <source>下一项</source>
        <translation>Next field</translation>
    </message>
    <message>
        <source>上一项</source>
        <translation>Previous field</translation>
    </message>
    <message>
        <source>在几个选项中选择</source>
        <translation>Choose among the answers</translation>
    </message>
    <message>
        <source>对照时：同一人、不是、不确定</source>
        <translation>When comparing: same, not the same, cannot tell</translation>
    </message>
    <message>
        <source>刷新</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>多行文字中换行</source>
        <translation>New line in longer texts</translation>
    </message>
</context>
<context>
    <name>KeyLine</name>
    <message>
        <source>下一项</source>
        <translation>Next field</translation>
    </message>
    <message>
        <source>上一项</source>
        <translation>Previous field</translation>
    </message>
    <message>
        <source>全部按键</source>
        <translation>All keys</translation>
    </message>
</context>
<context>
    <name>KeyStep</name>
    <message>
        <source>启用本机（4/4）：恢复密钥</source>
        <translation>Set-up (4/4): recovery key</translation>
    </message>
    <message>
        <source>所有人都忘记密码时，只有它能打开登记库；我们和厂家都没有副本。请打印，装进信封封好，由负责人锁起来。</source>
        <translation>If everybody forgets their password, only this opens the register; nobody has a copy. Print it, seal it in an envelope and have the leader lock it away.</translation>
    </message>
    <message>
        <source>恢复密钥</source>
        <translation>Recovery key</translation>
    </message>
    <message>
        <source>打印密钥</source>
        <translation>Print the key</translation>
    </message>
    <message>
        <source>已妥善保管，开始使用</source>
        <translation>It is kept safe, begin</translation>
    </message>
    <message>
        <source>请照着纸上输入第 {0} 组</source>
        <translation>Type group {0} from the sheet</translation>
    </message>
    <message>
        <source>和第 {0} 组不一样，请再看一遍。</source>
        <translation>Not the same as group {0}. Look again.</translation>
    </message>
    <message>
        <source>已打印。请取走那张纸。</source>
        <translation>Printed. Take the sheet with you.</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>已锁定</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>没填完的登记都还在。</source>
        <translation>Unfinished registrations are still there.</translation>
    </message>
    <message>
        <source>{0} 的密码</source>
        <translation>Password of {0}</translation>
    </message>
    <message>
        <source>继续工作</source>
        <translation>Go on working</translation>
    </message>
    <message>
        <source>换人登录</source>
        <translation>Somebody else logs in</translation>
    </message>
</context>
<context>
    <name>LoginPage</name>
    <message>
        <source>登录</source>
        <translation>Log in</translation>
    </message>
    <message>
        <source>登录名</source>
        <translation>Login name</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>忘记密码，用恢复密钥</source>
        <translation>Forgot it? Use the recovery key</translation>
    </message>
    <message>
        <source>正在打开…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>登录  Enter</source>
        <translation>Log in  Enter</translation>
    </message>
</context>
<context>
    <name>Nav</name>
    <message>
        <source>归途 · 接待台</source>
        <translation>Guitu · Front desk</translation>
    </message>
    <message>
        <source>退出登录</source>
        <translation>Log out</translation>
    </message>
</context>
<context>
    <name>OfficerStep</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>登录名</source>
        <translation>Login name</translation>
    </message>
    <message>
        <source>字母或数字</source>
        <translation>letters or digits</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>再输一次密码</source>
        <translation>Password again</translation>
    </message>
    <message>
        <source>密码至少 8 个字符，不含登录名，不要用连续重复的字符。建议用几个词连成一句。</source>
        <translation>At least 8 characters, without the login name, not one character over and over. A few words in a row are best.</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>两次输入的密码不一样，请再输一次。</source>
        <translation>The two passwords differ. Type it again.</translation>
    </message>
</context>
<context>
    <name>PdfView</name>
    <message>
        <source>适合窗口</source>
        <translation>Fit window</translation>
    </message>
    <message>
        <source>实际大小</source>
        <translation>Actual size</translation>
    </message>
    <message>
        <source>上一页</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>第 {0} 页，共 {1} 页</source>
        <translation>Page {0} of {1}</translation>
    </message>
</context>
<context>
    <name>RecoveryPage</name>
    <message>
        <source>用恢复密钥登录</source>
        <translation>Log in with the recovery key</translation>
    </message>
    <message>
        <source>恢复密钥印在启用本机时打印的那张纸上，共八组，每组四个字符。</source>
        <translation>The recovery key is on the sheet printed at set-up: eight groups of four characters.</translation>
    </message>
    <message>
        <source>恢复密钥</source>
        <translation>Recovery key</translation>
    </message>
    <message>
        <source>登录名</source>
        <translation>Login name</translation>
    </message>
    <message>
        <source>新密码</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>再输一次新密码</source>
        <translation>New password again</translation>
    </message>
    <message>
        <source>设新密码并登录</source>
        <translation>Set it and log in</translation>
    </message>
    <message>
        <source>返回登录</source>
        <translation>Back to login</translation>
    </message>
    <message>
        <source>两次输入的密码不一样，请再输一次。</source>
        <translation>The two passwords differ. Type it again.</translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <source>显示密码</source>
        <translation>Show the password</translation>
    </message>
    <message>
        <source>大写锁定已打开</source>
        <translation>Caps Lock is on</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>归途 · 接待台</source>
        <translation>Guitu · Front desk</translation>
    </message>
</context>
<context>
    <name>StationStep</name>
    <message>
        <source>启用本机（1/4）：救助管理站</source>
        <translation>Set-up (1/4): the station</translation>
    </message>
    <message>
        <source>这些内容会印在表格和凭证上，以后可以在设置里改。</source>
        <translation>Printed on forms and vouchers; can be changed in the settings.</translation>
    </message>
    <message>
        <source>站名</source>
        <translation>Name of the station</translation>
    </message>
    <message>
        <source>站编号</source>
        <translation>Station number</translation>
    </message>
    <message>
        <source>县区代码六位-序号两位，如 440114-01</source>
        <translation>County code, dash, number: 440114-01</translation>
    </message>
    <message>
        <source>值班电话</source>
        <translation>Duty phone</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>投诉电话</source>
        <translation>Complaint phone</translation>
    </message>
    <message>
        <source>票款支付账户</source>
        <translation>Account that pays for tickets</translation>
    </message>
    <message>
        <source>退票款只退回这里，可以以后再填</source>
        <translation>refunds go only here; may be filled in later</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>本机保存</source>
        <translation>This desk</translation>
    </message>
    <message>
        <source>数据加密保存在本机，断网不影响登记</source>
        <translation>Saved encrypted on this machine; works without network</translation>
    </message>
    <message>
        <source>读卡器</source>
        <translation>Reader </translation>
    </message>
    <message>
        <source>摄像头</source>
        <translation>Camera </translation>
    </message>
    <message>
        <source>打印机</source>
        <translation>Printer </translation>
    </message>
    <message>
        <source>未连接</source>
        <translation>not connected</translation>
    </message>
    <message>
        <source>草稿已保存 {0}</source>
        <translation>Draft saved {0}</translation>
    </message>
</context>
<context>
    <name>_Answers</name>
    <message>
        <source>查到的人</source>
        <translation>People found</translation>
    </message>
    <message>
        <source>没有查到“{0}”。可换姓名、拼音首字母、证件号或电话再查。</source>
        <translation>Nobody found for “{0}”. Try a name, initials, a number or a phone.</translation>
    </message>
    <message>
        <source>男</source>
        <translation>male</translation>
    </message>
    <message>
        <source>女</source>
        <translation>female</translation>
    </message>
    <message>
        <source>{0} 岁</source>
        <translation>age {0}</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
    <message>
        <source>姓名相符</source>
        <translation>name matches</translation>
    </message>
    <message>
        <source>读音相符</source>
        <translation>sound matches</translation>
    </message>
    <message>
        <source>号码相符</source>
        <translation>number matches</translation>
    </message>
    <message>
        <source>地点相符</source>
        <translation>place matches</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>程序出错</source>
        <translation>Something broke</translation>
    </message>
    <message>
        <source>刚才这一步没有做成，已录入的内容还在。请再试一次；仍不行，请把下面的内容发给维护人员。</source>
        <translation>That step did not work; what was entered is still there. Try again; if it fails again, send the details below to support.</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
</context>
</TS>
