<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>AdversePanel</name>
    <message>
        <source>不予、终止救助</source>
        <translation>Refuse or end help</translation>
    </message>
    <message>
        <source>终止救助前须先听取本人意见（社会救助法第四十八条）。</source>
        <translation>Before help ends the person has to be heard (Social Relief Act, art. 48).</translation>
    </message>
    <message>
        <source>等待站领导审批。请由拟办人以外的站领导用自己的账号登录，在这里审批。</source>
        <translation>Waits for a leader. Somebody who leads and did not propose it logs in with their own account and answers here.</translation>
    </message>
    <message>
        <source>改写</source>
        <translation>Write anew</translation>
    </message>
    <message>
        <source>记本人意见</source>
        <translation>Hear the person</translation>
    </message>
    <message>
        <source>审批</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>撤销通知书</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>送达登记</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>已提交，等待站领导审批；审批前照常救助。</source>
        <translation>Handed in; it waits for a leader. Until then help goes on.</translation>
    </message>
    <message>
        <source>本人意见已记录。</source>
        <translation>What the person says is on file.</translation>
    </message>
    <message>
        <source>已同意。请按 F8 打印通知书，当面送达。</source>
        <translation>Agreed. Please print the notice with F8 and hand it over.</translation>
    </message>
    <message>
        <source>没有同意，照常救助。</source>
        <translation>Not agreed; help goes on.</translation>
    </message>
    <message>
        <source>通知书已撤销，照常救助。</source>
        <translation>The notice is taken back; help goes on.</translation>
    </message>
    <message>
        <source>送达已登记。</source>
        <translation>The receipt is on file.</translation>
    </message>
    <message>
        <source>接着写拟办</source>
        <translation>Go on proposing</translation>
    </message>
    <message>
        <source>等待站领导审批。请由拟办人以外的站领导在另一台电脑上用自己的账号审批。</source>
        <translation>Waits for a leader. A leader who did not propose it answers at another computer, with their own account.</translation>
    </message>
    <message>
        <source>上次没写完的内容已经填上，请核对后再提交；不要了按 Esc。</source>
        <translation>What you had not finished is filled in; check it before handing it in. Esc throws it away.</translation>
    </message>
</context>
<context>
    <name>AgreeCard</name>
    <message>
        <source>重点甄别</source>
        <translation>Blacklist</translation>
    </message>
    <message>
        <source>食宿、医疗照常；下面只关系到这张凭证。</source>
        <translation>Food, lodging and care go on; this is about the voucher only.</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>送上车</source>
        <translation>Brought to the train</translation>
    </message>
    <message>
        <source>由谁送</source>
        <translation>By whom</translation>
    </message>
    <message>
        <source>心灵救助</source>
        <translation>Counselling</translation>
    </message>
    <message>
        <source>审批说明</source>
        <translation>Remarks on the approval</translation>
    </message>
    <message>
        <source>审批人账号（站领导或管理员）</source>
        <translation>Approver's account (leader or administrator)</translation>
    </message>
    <message>
        <source>审批人密码</source>
        <translation>Approver's password</translation>
    </message>
</context>
<context>
    <name>AnswerCard</name>
    <message>
        <source>站领导审批</source>
        <translation>A leader answers</translation>
    </message>
    <message>
        <source>审批意见</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>说明（不同意、撤销须写理由）</source>
        <translation>Remark (a must when not agreed or taken back)</translation>
    </message>
    <message>
        <source>保存审批</source>
        <translation>Save answer</translation>
    </message>
    <message>
        <source>撤销通知书</source>
        <translation>Take back</translation>
    </message>
</context>
<context>
    <name>AnswerForm</name>
    <message>
        <source>答复请求</source>
        <translation>Answer a request</translation>
    </message>
    <message>
        <source>答复结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>理由（当事人会读到）</source>
        <translation>Reason (the person will read it)</translation>
    </message>
    <message>
        <source>Ctrl+Enter 换行</source>
        <translation>Ctrl+Enter: new line</translation>
    </message>
    <message>
        <source>答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>请选择。</source>
        <translation>Please choose.</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>答复的单位和人</source>
        <translation>Who answered</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>文号、样本编号、案号</source>
        <translation>Number of the answer, sample or case</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>登记复函</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>AnswerStayCard</name>
    <message>
        <source>站领导审批</source>
        <translation>A leader answers</translation>
    </message>
    <message>
        <source>意见</source>
        <translation>Opinion</translation>
    </message>
    <message>
        <source>理由（不同意、退回必填）</source>
        <translation>Reason (must, unless agreed)</translation>
    </message>
    <message>
        <source>保存意见</source>
        <translation>Save opinion</translation>
    </message>
</context>
<context>
    <name>Answers</name>
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
</context>
<context>
    <name>ArchivePage</name>
    <message>
        <source>哪一年来站的人</source>
        <translation>Year of arrival</translation>
    </message>
    <message>
        <source>用途：为什么归档，交给谁保管</source>
        <translation>Purpose: why it is archived and who keeps it</translation>
    </message>
    <message>
        <source>放到哪个文件夹（F4 选择）；核对时选归档的文件夹</source>
        <translation>Into which folder (F4 chooses); to check, the folder of an archive</translation>
    </message>
    <message>
        <source>连同受保密保护的人：同意的另一人登录名（可空）</source>
        <translation>With protected people: login of who agrees (may be empty)</translation>
    </message>
    <message>
        <source>同意人的密码</source>
        <translation>Their password</translation>
    </message>
    <message>
        <source>核对结果</source>
        <translation>What the check found</translation>
    </message>
    <message>
        <source>停止（下次接着做）</source>
        <translation>Stop (goes on next time)</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>选文件夹</source>
        <translation>Choose folder</translation>
    </message>
    <message>
        <source>核对归档</source>
        <translation>Check archive</translation>
    </message>
    <message>
        <source>开始归档</source>
        <translation>Archive</translation>
    </message>
    <message>
        <source>正在核对……</source>
        <translation>Checking …</translation>
    </message>
    <message>
        <source>文件夹</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>年度归档</source>
        <translation>Yearly archive</translation>
    </message>
    <message>
        <source>每人一个文件夹：文书（PDF）、记录（JSON）、照片和签名，另有全年目录和签名的校验清单。文件没有加密；受保密保护的人不归入，除非两人同意。每个人都会记下一次查看。</source>
        <translation>A folder for each person: papers (PDF), record (JSON), photographs and signatures, with an index of the year and a signed list of checksums. Not encrypted; protected people are left out unless two officers agree. A look at each person is written down.</translation>
    </message>
</context>
<context>
    <name>AsideLine</name>
    <message>
        <source>为什么搁置（有新证据时会再列出来）</source>
        <translation>Why it is put aside (comes back with new evidence)</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>AskCard</name>
    <message>
        <source>调阅要有在站的个案和用途。两站都会留下记录；对方的人员会看到本站看过、何时、为什么。</source>
        <translation>A file is lent for a case in the station and a purpose. Both stations keep a record; the officers there will see that this station looked, when and why.</translation>
    </message>
    <message>
        <source>调阅他站档案</source>
        <translation>Ask for the file of another station</translation>
    </message>
    <message>
        <source>为本站哪个个案</source>
        <translation>For which case of this station</translation>
    </message>
    <message>
        <source>在站人员</source>
        <translation>In the station</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>选“其他”时必须写</source>
        <translation>Needed with 'other'</translation>
    </message>
    <message>
        <source>向中心调阅</source>
        <translation>Ask the centre</translation>
    </message>
    <message>
        <source>本站现在没有在站的人，不能调阅。请先登记此人（F3）。</source>
        <translation>Nobody is in the station, so no file can be asked for. Register this person first (F3).</translation>
    </message>
</context>
<context>
    <name>AskForm</name>
    <message>
        <source>请他站审批</source>
        <translation>Ask another station</translation>
    </message>
    <message>
        <source>本站没有另一位领导、或只有一台电脑时，请别的救助站审批。对方只看到这一件事：姓名、出生、事实、证据和经过；没有照片、证件和健康情况，办完就收回。</source>
        <translation>Where this station has no second leader or only one computer, another relief station approves. It sees this one matter only: name, birth, fact, evidence and what was done; no photograph, no document, no health. It is taken back once decided.</translation>
    </message>
    <message>
        <source>哪个救助站</source>
        <translation>Which relief station</translation>
    </message>
    <message>
        <source>为什么请他站审批</source>
        <translation>Why another station is asked</translation>
    </message>
    <message>
        <source>Ctrl+Enter 换行</source>
        <translation>Ctrl+Enter: new line</translation>
    </message>
    <message>
        <source>发出</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>网络里还没有别的救助站。请在联网后再试，或由本站另一位领导审批。</source>
        <translation>There is no other relief station in the network yet. Try again once connected, or have another leader of this station approve.</translation>
    </message>
    <message>
        <source>请选择。</source>
        <translation>Please choose.</translation>
    </message>
</context>
<context>
    <name>AskedCard</name>
    <message>
        <source>他站请审</source>
        <translation>Asked by others</translation>
    </message>
    <message>
        <source>还有 {0} 条，办完上面的就会列出来。</source>
        <translation>{0} more; they are listed once those above are done.</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
    <message>
        <source>审看</source>
        <translation>Look at the case</translation>
    </message>
    <message>
        <source>审看 {0}</source>
        <translation>Look at the case of {0}</translation>
    </message>
</context>
<context>
    <name>AskingElsewhere</name>
    <message>
        <source>请他站审批</source>
        <translation>Ask another station</translation>
    </message>
    <message>
        <source>已发出，联网后送到对方站；对方审批以前没有任何影响。</source>
        <translation>Sent; it reaches the other station once connected. Nothing follows from it before they have approved.</translation>
    </message>
</context>
<context>
    <name>Assessing</name>
    <message>
        <source>年度评估：1/3 已记录，正在统计…</source>
        <translation>Yearly report: 1/3 written down, counting…</translation>
    </message>
    <message>
        <source>年度评估：2/3 已统计，正在生成 PDF 和表格…</source>
        <translation>Yearly report: 2/3 counted, making PDF and table…</translation>
    </message>
    <message>
        <source>年度评估已生成（PDF 和同名的表格，只有数字，没有姓名，至少保存三年）：{0}</source>
        <translation>The yearly report is made (PDF and a table of the same name; figures only, no names; kept for three years at least): {0}</translation>
    </message>
</context>
<context>
    <name>BackCard</name>
    <message>
        <source>巡查结束</source>
        <translation>End of the round</translation>
    </message>
    <message>
        <source>结束时间</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>例：共劝导、接回、未见</source>
        <translation>e.g. talked to, brought in, not seen</translation>
    </message>
    <message>
        <source>结束巡查</source>
        <translation>End round</translation>
    </message>
</context>
<context>
    <name>BackForm</name>
    <message>
        <source>撤回哪一条</source>
        <translation>Which entry</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>撤回登记</source>
        <translation>Take an entry back</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>更正哪一条</source>
        <translation>Which entry</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>请选择。</source>
        <translation>Please choose.</translation>
    </message>
</context>
<context>
    <name>BackupChoice</name>
    <message>
        <source>放在哪里，多久一次</source>
        <translation>Where, and how often</translation>
    </message>
    <message>
        <source>备份文件夹</source>
        <translation>Backup folder</translation>
    </message>
    <message>
        <source>留空就放在数据文件夹里</source>
        <translation>Empty: in the data folder</translation>
    </message>
    <message>
        <source>每隔几小时</source>
        <translation>Every so many hours</translation>
    </message>
    <message>
        <source>保留几份</source>
        <translation>How many are kept</translation>
    </message>
    <message>
        <source>选择文件夹…</source>
        <translation>Choose a folder…</translation>
    </message>
    <message>
        <source>保存备份设置</source>
        <translation>Save these settings</translation>
    </message>
    <message>
        <source>请写 {0} 到 {1} 之间的整数。</source>
        <translation>A whole number from {0} to {1}, please.</translation>
    </message>
    <message>
        <source>已保存。按 F9 现在就做一份。</source>
        <translation>Saved. Press F9 to make one now.</translation>
    </message>
</context>
<context>
    <name>BackupsPage</name>
    <message>
        <source>返回设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>停止备份</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>现在备份</source>
        <translation>Back up now</translation>
    </message>
    <message>
        <source>怎样恢复</source>
        <translation>How to restore</translation>
    </message>
    <message>
        <source>1　准备：装好本软件的另一台电脑、备份盘、恢复密钥那张纸。</source>
        <translation>1  You need another computer with this program, the backup disk, and the sheet with the recovery key.</translation>
    </message>
    <message>
        <source>2　启动后在“启用本机”第一步选“从备份恢复”，选备份盘，照纸上输入恢复密钥。</source>
        <translation>2  Start it; in the first step of set-up choose "Restore from a backup", choose the disk, and type the key from the sheet.</translation>
    </message>
    <message>
        <source>3　恢复完后用原来的账号登录；忘记密码可用恢复密钥另设。</source>
        <translation>3  Log in as before; a forgotten password is set anew with the recovery key.</translation>
    </message>
    <message>
        <source>恢复不会覆盖已有的登记库；已删除的人不会因恢复而回来；编号不会重复。</source>
        <translation>A restore never writes over a register; people who were erased do not come back; no number is given twice.</translation>
    </message>
    <message>
        <source>备份是加密的，没有密码或恢复密钥谁也打不开；备份盘请和恢复密钥分开存放。每份备份写完都会重新打开核对，核对不过的不算数。</source>
        <translation>Backups are encrypted: without a password or the recovery key nobody opens them. Keep disk and sheet apart. Every backup is opened and checked after it is written; one that fails does not count.</translation>
    </message>
    <message>
        <source>原电脑打不开但磁盘还在：先不要删任何文件，运行下面的命令，再把写出的文件一起填入恢复页，最后几笔登记也能找回。</source>
        <translation>If the old register does not open but its disk is there: delete nothing, run the command below, and give the file it writes to the restore page as well. The last arrivals come back too.</translation>
    </message>
    <message>
        <source>./guitu rescue --data 原文件夹 --out 抢救文件</source>
        <translation>./guitu rescue --data OLD_FOLDER --out FILE</translation>
    </message>
</context>
<context>
    <name>BedsPage</name>
    <message>
        <source>只看床位</source>
        <translation>Only beds</translation>
    </message>
    <message>
        <source>只看房间</source>
        <translation>Only rooms</translation>
    </message>
    <message>
        <source>床位</source>
        <translation>Beds</translation>
    </message>
    <message>
        <source>房间</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>房间设置</source>
        <translation>Rooms</translation>
    </message>
    <message>
        <source>交接班</source>
        <translation>Shift handover</translation>
    </message>
    <message>
        <source>下一个没床的</source>
        <translation>Next without</translation>
    </message>
    <message>
        <source>看档案</source>
        <translation>File</translation>
    </message>
    <message>
        <source>退床</source>
        <translation>Free the bed</translation>
    </message>
    <message>
        <source>安排这张床</source>
        <translation>Give this bed</translation>
    </message>
    <message>
        <source>人人有床。</source>
        <translation>Everybody has a bed.</translation>
    </message>
    <message>
        <source>{0} 已退床，仍在站。</source>
        <translation>{0} has no bed any more and is still here.</translation>
    </message>
    <message>
        <source>{0}：{1} {2} 床。</source>
        <translation>{0}: {1}, bed {2}.</translation>
    </message>
    <message>
        <source>{0} 张床，空 {1} 张，在站 {2} 人</source>
        <translation>{0} beds, {1} free, {2} people here</translation>
    </message>
    <message>
        <source>还没有登记谁在当班（F3 交接班）</source>
        <translation>nobody has said who is on shift (F3)</translation>
    </message>
    <message>
        <source>还没有房间。请站领导按 F2 添加房间和床位。</source>
        <translation>There are no rooms yet. A leader adds rooms and beds with F2.</translation>
    </message>
    <message>
        <source>全部 {0}</source>
        <translation>All {0}</translation>
    </message>
    <message>
        <source>空床 {0}</source>
        <translation>Free {0}</translation>
    </message>
    <message>
        <source>有人 {0}</source>
        <translation>Taken {0}</translation>
    </message>
    <message>
        <source>停用 {0}</source>
        <translation>Out of use {0}</translation>
    </message>
    <message>
        <source>待中心确认 {0}</source>
        <translation>Pending {0}</translation>
    </message>
    <message>
        <source>全部房间</source>
        <translation>All rooms</translation>
    </message>
</context>
<context>
    <name>Beside</name>
    <message>
        <source>现场</source>
        <translation>now</translation>
    </message>
    <message>
        <source>机器只列出依据，由人判断　{0}</source>
        <translation>The machine lists, people judge　{0}</translation>
    </message>
</context>
<context>
    <name>BlacklistPage</name>
    <message>
        <source>只看</source>
        <translation>Only</translation>
    </message>
    <message>
        <source>姓名 / 编号</source>
        <translation>Name / number</translation>
    </message>
    <message>
        <source>事实</source>
        <translation>Facts</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>时限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
    <message>
        <source>重点甄别名单</source>
        <translation>Blacklist</translation>
    </message>
    <message>
        <source>没有记录。线索从人员档案里提出（Shift+F4）。</source>
        <translation>Nothing here. A lead is begun in a person's file (Shift+F4).</translation>
    </message>
    <message>
        <source>看档案</source>
        <translation>File</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>保存这一步</source>
        <translation>Save step</translation>
    </message>
    <message>
        <source>已保存：{0}。</source>
        <translation>Saved: {0}.</translation>
    </message>
    <message>
        <source>全部 {0}</source>
        <translation>All {0}</translation>
    </message>
    <message>
        <source>办理中 {0}</source>
        <translation>Open {0}</translation>
    </message>
    <message>
        <source>生效 {0}</source>
        <translation>In force {0}</translation>
    </message>
    <message>
        <source>异议 {0}</source>
        <translation>Objected {0}</translation>
    </message>
    <message>
        <source>已结束 {0}</source>
        <translation>Ended {0}</translation>
    </message>
    <message>
        <source>按 Enter 打开一条。查看会留下记录：谁、什么时候。</source>
        <translation>Enter opens one. Looking is logged: who and when.</translation>
    </message>
    <message>
        <source>已超期 {0} 天</source>
        <translation>{0} days overdue</translation>
    </message>
    <message>
        <source>还有 {0} 天</source>
        <translation>{0} days left</translation>
    </message>
    <message>
        <source>发出</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>清空重来</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>上次没写完的这一步已经填上，请接着写；清空重来按 Ctrl+N。</source>
        <translation>The step that you had not finished is filled in; please go on. Ctrl+N clears it.</translation>
    </message>
</context>
<context>
    <name>BundlePage</name>
    <message>
        <source>谁的文书</source>
        <translation>Whose papers</translation>
    </message>
    <message>
        <source>文书</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>选或不选（回车）</source>
        <translation>Choose or not (Enter)</translation>
    </message>
    <message>
        <source>只选没打印过的</source>
        <translation>Only unprinted</translation>
    </message>
    <message>
        <source>全选、全不选</source>
        <translation>All or none</translation>
    </message>
    <message>
        <source>接着打印 {0} 份</source>
        <translation>Print the {0} left</translation>
    </message>
    <message>
        <source>打印 {0} 份</source>
        <translation>Print {0}</translation>
    </message>
    <message>
        <source>今天离站的人</source>
        <translation>Left today</translation>
    </message>
    <message>
        <source>在站的人</source>
        <translation>In the station</translation>
    </message>
    <message>
        <source>这一卷</source>
        <translation>This file</translation>
    </message>
    <message>
        <source>没有可以打印的文书。</source>
        <translation>There is nothing to print.</translation>
    </message>
    <message>
        <source>{0} 人，{1} 份文书，选了 {2} 份。</source>
        <translation>People: {0}, papers: {1}, chosen: {2}.</translation>
    </message>
    <message>
        <source>正在打印第 {0} 份，共 {1} 份：{2} {3}</source>
        <translation>Printing {0} of {1}: {2} {3}</translation>
    </message>
    <message>
        <source>选</source>
        <translation>✓</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>正在打印</source>
        <translation>printing</translation>
    </message>
    <message>
        <source>没有打印</source>
        <translation>not printed</translation>
    </message>
    <message>
        <source>已打印</source>
        <translation>printed</translation>
    </message>
    <message>
        <source>待打印</source>
        <translation>to print</translation>
    </message>
    <message>
        <source>打印过 {0} 次</source>
        <translation>printed {0}×</translation>
    </message>
    <message>
        <source>要打印的文书</source>
        <translation>Papers to print</translation>
    </message>
</context>
<context>
    <name>CalibrationPage</name>
    <message>
        <source>误认率曲线</source>
        <translation>Strangers taken for somebody</translation>
    </message>
    <message>
        <source>返回设置</source>
        <translation>Back to settings</translation>
    </message>
    <message>
        <source>停止标定</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>采用这次标定</source>
        <translation>Adopt this</translation>
    </message>
    <message>
        <source>恢复随软件的</source>
        <translation>Use the shipped one</translation>
    </message>
    <message>
        <source>改用本站的</source>
        <translation>Use the station's own</translation>
    </message>
    <message>
        <source>开始标定</source>
        <translation>Calibrate</translation>
    </message>
    <message>
        <source>已采用本站的标定，从现在起按它分档。</source>
        <translation>The station's own calibration is adopted: the words come from it from now on.</translation>
    </message>
    <message>
        <source>已恢复随软件发布的标定。</source>
        <translation>The shipped calibration holds again.</translation>
    </message>
    <message>
        <source>已改用本站的标定。</source>
        <translation>The station's own calibration holds again.</translation>
    </message>
    <message>
        <source>右边是刚刚标定的结果，还没有采用。核对后按 F7 采用；退出前不会丢。</source>
        <translation>What was just measured is on the right and not adopted yet. F7 adopts it; it is kept until you leave.</translation>
    </message>
    <message>
        <source>右边是刚刚标定的结果；采用要由站领导或管理员来办。</source>
        <translation>At the right is what was measured just now; a leader or administrator adopts it.</translation>
    </message>
    <message>
        <source>有 {0} 处标注可疑仍算在内，各档会过严：请先改正，或选“去掉”重做。</source>
        <translation>{0} labels in doubt are counted in, so the words are too strict: correct them, or leave them out.</translation>
    </message>
    <message>
        <source>标定结果</source>
        <translation>What was measured</translation>
    </message>
    <message>
        <source>哪些时候分数靠不住</source>
        <translation>When no score can be relied on</translation>
    </message>
    <message>
        <source>小时候的照片：长大后往往不像，不像不等于不是。</source>
        <translation>A child's picture: grown-ups often do not look like it. Unlike is not another.</translation>
    </message>
    <message>
        <source>双胞胎、兄弟姐妹：很像不等于是。请查证件，认定“不是同一人”会被记住。</source>
        <translation>Twins, brothers and sisters: alike is not the same. Check papers; "not the same" is remembered.</translation>
    </message>
    <message>
        <source>口罩、墨镜、帽子，模糊、太小的照片：像不像都不可靠，请重拍。</source>
        <translation>Mask, sunglasses, hat, a blurred or small picture: neither likeness nor difference is reliable. Take another.</translation>
    </message>
    <message>
        <source>不论哪一档，最像的十位都会列出；由人判断。</source>
        <translation>Whatever the word, the ten most alike are listed; people judge.</translation>
    </message>
    <message>
        <source>按这次标定，相似度到 {0} 就说“很可能”，随软件的到 {1} 才说。把两个人放进同一个文件夹就会这样：采用前请逐个文件夹核对。</source>
        <translation>With this calibration "likely" is said from {0} on, with the shipped one from {1}. Two people put into one folder do just that: look through every folder before you adopt it.</translation>
    </message>
</context>
<context>
    <name>CalmPage</name>
    <message>
        <source>这一页不归您的岗位办理</source>
        <translation>Not a page for your role</translation>
    </message>
</context>
<context>
    <name>CameraKey</name>
    <message>
        <source>换摄像头</source>
        <translation>Other camera</translation>
    </message>
    <message>
        <source>不用摄像头</source>
        <translation>No camera</translation>
    </message>
    <message>
        <source>摄像头 {0}　{1}</source>
        <translation>Camera {0}  {1}</translation>
    </message>
</context>
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
    <message>
        <source>正在打开摄像头…</source>
        <translation>Opening the camera…</translation>
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
    <name>CandidatesCard</name>
    <message>
        <source>可能是同一人</source>
        <translation>May be the same person</translation>
    </message>
    <message>
        <source>现场 | 档案 · 由人判断</source>
        <translation>Live | file · people judge</translation>
    </message>
    <message>
        <source>没有找到来过的人。</source>
        <translation>Nobody found who came before.</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
    <message>
        <source>依据：{0}</source>
        <translation>On: {0}</translation>
    </message>
    <message>
        <source>这两份档案曾被认定不是同一人，请再核对一次。</source>
        <translation>These two files were once decided not to be the same person. Please check again.</translation>
    </message>
    <message>
        <source>曾认定与 {0} 不是同一人</source>
        <translation>decided before: not the same as {0}</translation>
    </message>
    <message>
        <source>现在在站</source>
        <translation>In the station now</translation>
    </message>
    <message>
        <source>他站 {0}</source>
        <translation>Station {0}</translation>
    </message>
    <message>
        <source>相符：{0}</source>
        <translation>Agrees: {0}</translation>
    </message>
    <message>
        <source>不符：{0}</source>
        <translation>Differs: {0}</translation>
    </message>
    <message>
        <source>还可：{0}</source>
        <translation>Next: {0}</translation>
    </message>
    <message>
        <source>这份档案在外省，本机只有这些。请联系 {0}。</source>
        <translation>This file is in another province; there is no more of it here. Please call {0}.</translation>
    </message>
    <message>
        <source>同一张照片登记在 {0} 个名字下，另有 {1} 等，请核对是谁的照片</source>
        <translation>The same picture is on file under {0} names, also {1} and others; please find out whose it is</translation>
    </message>
    <message>
        <source>同一张照片登记在 {0} 个名字下，另有 {1}，请核对是谁的照片</source>
        <translation>The same picture is on file under {0} names, also {1}; please find out whose it is</translation>
    </message>
    <message>
        <source>拍照并征得同意，或填写证件、姓名、体貌特征后，在这里列出来过的人。</source>
        <translation>After a photograph with consent, or a document, a name or marks, those who came before are listed here.</translation>
    </message>
    <message>
        <source>已回答、现在不在名单里：{0}。登记时仍会保存。</source>
        <translation>Answered and no longer in the list: {0}. The answers are saved all the same.</translation>
    </message>
    <message>
        <source>取消这些回答</source>
        <translation>Take them back</translation>
    </message>
</context>
<context>
    <name>CardOnForm</name>
    <message>
        <source>采用卡上的</source>
        <translation>Take over card</translation>
    </message>
    <message>
        <source>读卡</source>
        <translation>Read card</translation>
    </message>
    <message>
        <source>读到一张证件。需要时到“接待登记”按 F2 填入。</source>
        <translation>A card was read. To fill it in, go to Arrivals and press F2.</translation>
    </message>
    <message>
        <source>换成了另一张卡：{0}。</source>
        <translation>Now from another card: {0}.</translation>
    </message>
    <message>
        <source>已采用卡上的 {0} 项。</source>
        <translation>Taken over from the card: {0}.</translation>
    </message>
    <message>
        <source>卡上是 {0}，按 F2 采用</source>
        <translation>The card says {0}; F2 takes it over</translation>
    </message>
    <message>
        <source>证件照</source>
        <translation>Photograph on the card</translation>
    </message>
</context>
<context>
    <name>CardPage</name>
    <message>
        <source>他站登记过的人</source>
        <translation>Registered at another station</translation>
    </message>
    <message>
        <source>去登记</source>
        <translation>Register here</translation>
    </message>
    <message>
        <source>这张卡已不在本机</source>
        <translation>This card is no longer on this machine</translation>
    </message>
    <message>
        <source>对方可能已更正或删除。请重新查找。</source>
        <translation>The other station may have corrected or erased it. Search again.</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
    <message>
        <source>（{0} 岁）</source>
        <translation> ({0} years)</translation>
    </message>
    <message>
        <source>登记的站</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>出生</source>
        <translation>Born</translation>
    </message>
    <message>
        <source>用过的名字</source>
        <translation>Other names</translation>
    </message>
    <message>
        <source>最近编号</source>
        <translation>Last case number</translation>
    </message>
    <message>
        <source>来站日期</source>
        <translation>Days of visits</translation>
    </message>
    <message>
        <source>有效凭证</source>
        <translation>Vouchers that hold</translation>
    </message>
    <message>
        <source>，电话 {0}</source>
        <translation>, phone {0}</translation>
    </message>
    <message>
        <source>调阅</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>看他站档案</source>
        <translation>Read the file</translation>
    </message>
    <message>
        <source>调阅档案</source>
        <translation>Ask for the file</translation>
    </message>
    <message>
        <source>紧急查阅</source>
        <translation>Break glass</translation>
    </message>
    <message>
        <source>正在向中心调阅…</source>
        <translation>Asking the centre…</translation>
    </message>
    <message>
        <source>正在核对第二人并向中心调阅…</source>
        <translation>Proving the second officer and asking the centre…</translation>
    </message>
    <message>
        <source>本机只有这张卡。要看照片和档案，按 F6 调阅，或联系该站{0}。由人判断是不是同一人。</source>
        <translation>There is only this card here. For photographs and the file press F6, or call that station{0}. A person decides whether it is the same one.</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>CentreAsked</name>
    <message>
        <source>正在请中心比对……</source>
        <translation>The centre is comparing…</translation>
    </message>
    <message>
        <source>中心也比对过了：{0} 份人脸特征。</source>
        <translation>The centre has compared as well, with {0} templates.</translation>
    </message>
    <message>
        <source>没有请中心比对，以下只是本机的结果。{0}</source>
        <translation>The centre was not asked; this is what this machine knows. {0}</translation>
    </message>
    <message>
        <source>中心也比对过了：{0} 个省，{1} 份人脸特征。</source>
        <translation>The centre has compared as well: {0} provinces, {1} templates.</translation>
    </message>
</context>
<context>
    <name>CentrePage</name>
    <message>
        <source>打开档案</source>
        <translation>Open file</translation>
    </message>
    <message>
        <source>改用另一个</source>
        <translation>Take the other</translation>
    </message>
    <message>
        <source>现在的对</source>
        <translation>This one is right</translation>
    </message>
    <message>
        <source>已处理</source>
        <translation>Seen to</translation>
    </message>
    <message>
        <source>现在同步</source>
        <translation>Sync now</translation>
    </message>
    <message>
        <source>已处理。这封信和两个值都留在记录里。</source>
        <translation>Done. The letter and both values stay on record.</translation>
    </message>
    <message>
        <source>已接入。以前登记的内容正在发送，登记照常进行。</source>
        <translation>Joined. What was registered before is being sent; work goes on.</translation>
    </message>
    <message>
        <source>他站档案</source>
        <translation>Another station's file</translation>
    </message>
</context>
<context>
    <name>ChangePage</name>
    <message>
        <source>请设置自己的密码</source>
        <translation>Please set your own password</translation>
    </message>
    <message>
        <source>现在用的是管理员给的临时密码。设好自己的密码后直接进入。</source>
        <translation>You logged in with a temporary password from the administrator. Set your own and the desk opens.</translation>
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
        <source>密码至少 8 个字符，不含登录名，不要用连续重复的字符。建议用几个词连成一句。</source>
        <translation>At least 8 characters, without the login name, not one character over and over. A few words in a row are best.</translation>
    </message>
    <message>
        <source>设好并进入</source>
        <translation>Set it and go on</translation>
    </message>
    <message>
        <source>换人登录</source>
        <translation>Somebody else logs in</translation>
    </message>
    <message>
        <source>两次输入的密码不一样，请再输一次。</source>
        <translation>The two passwords differ. Type it again.</translation>
    </message>
</context>
<context>
    <name>ChangesTable</name>
    <message>
        <source>同意</source>
        <translation>Agreed</translation>
    </message>
    <message>
        <source>本站的登记</source>
        <translation>Our inquiry</translation>
    </message>
    <message>
        <source>文件要改什么：原来 → 改成</source>
        <translation>What the file would change: before → after</translation>
    </message>
    <message>
        <source>文件自称由谁写（无从证明）</source>
        <translation>Who the file says wrote it (unproven)</translation>
    </message>
    <message>
        <source>会改动已有登记</source>
        <translation>Would change inquiries</translation>
    </message>
</context>
<context>
    <name>CheckCard</name>
    <message>
        <source>安检登记</source>
        <translation>Security check</translation>
    </message>
    <message>
        <source>另一名检查人</source>
        <translation>Other checker</translation>
    </message>
    <message>
        <source>女性由女性检查</source>
        <translation>a woman by a woman</translation>
    </message>
    <message>
        <source>检查情况</source>
        <translation>What was found</translation>
    </message>
    <message>
        <source>例：口袋、行李已查</source>
        <translation>e.g. pockets, bags looked at</translation>
    </message>
    <message>
        <source>保存安检</source>
        <translation>Save the check</translation>
    </message>
</context>
<context>
    <name>ChecksPage</name>
    <message>
        <source>救助条件</source>
        <translation>Conditions</translation>
    </message>
    <message>
        <source>查询和检索</source>
        <translation>Queries and searches</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>改写拟办</source>
        <translation>Propose anew</translation>
    </message>
    <message>
        <source>拟办入站</source>
        <translation>Propose the stay</translation>
    </message>
    <message>
        <source>核对条件</source>
        <translation>Condition</translation>
    </message>
    <message>
        <source>记查询</source>
        <translation>Query</translation>
    </message>
    <message>
        <source>审批</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>拟不予救助</source>
        <translation>Refuse help</translation>
    </message>
    <message>
        <source>打印查询记录</source>
        <translation>Print queries</translation>
    </message>
    <message>
        <source>打印审批表</source>
        <translation>Print approval</translation>
    </message>
    <message>
        <source>还没有选定来站记录。请从在站人员（Alt+2）里选一个人。</source>
        <translation>No visit is chosen. Please choose somebody among the people in the station (Alt+2).</translation>
    </message>
    <message>
        <source>本机检索由系统记录，不能改。</source>
        <translation>Searches are written down by the system and cannot be changed.</translation>
    </message>
    <message>
        <source>救助条件 / 依据</source>
        <translation>Condition / evidence</translation>
    </message>
    <message>
        <source>是否符合</source>
        <translation>Met?</translation>
    </message>
    <message>
        <source>来源 / 时间</source>
        <translation>From / when</translation>
    </message>
    <message>
        <source>查询 / 内容</source>
        <translation>Query / what</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>查询人 / 时间</source>
        <translation>By / when</translation>
    </message>
    <message>
        <source>未核对</source>
        <translation>open</translation>
    </message>
    <message>
        <source>到站登记时勾选，没有记依据</source>
        <translation>ticked at the arrival, without evidence</translation>
    </message>
    <message>
        <source>两台电脑的回答不同，请核对</source>
        <translation>two desks differ, please check</translation>
    </message>
    <message>
        <source>列出 {0} 人</source>
        <translation>{0} shown</translation>
    </message>
    <message>
        <source>本机检索</source>
        <translation>Search of this system</translation>
    </message>
    <message>
        <source>还没有查询。按 F3 记一次向外查询。</source>
        <translation>Nothing was asked yet. F3 writes down a query made outside.</translation>
    </message>
</context>
<context>
    <name>Choose</name>
    <message>
        <source>在站人员</source>
        <translation>In the station</translation>
    </message>
    <message>
        <source>最近开具</source>
        <translation>Issued last</translation>
    </message>
    <message>
        <source>现在没有人在站。</source>
        <translation>Nobody is in the station now.</translation>
    </message>
    <message>
        <source>还没有开过凭证。</source>
        <translation>No voucher has been issued yet.</translation>
    </message>
    <message>
        <source>给谁开凭证</source>
        <translation>Voucher for whom?</translation>
    </message>
    <message>
        <source>Enter 选定，或 Ctrl+K 找人</source>
        <translation>Enter chooses, Ctrl+K finds</translation>
    </message>
    <message>
        <source>姓名 / 编号</source>
        <translation>Name / case</translation>
    </message>
    <message>
        <source>到站</source>
        <translation>Arrived</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>姓名 / 票号</source>
        <translation>Name / serial</translation>
    </message>
    <message>
        <source>行程</source>
        <translation>Journey</translation>
    </message>
</context>
<context>
    <name>ChosenCard</name>
    <message>
        <source>函件</source>
        <translation>Letters</translation>
    </message>
</context>
<context>
    <name>ClaimsCard</name>
    <message>
        <source>信息与来源</source>
        <translation>What is said, and by whom</translation>
    </message>
    <message>
        <source>已更正，不再采用</source>
        <translation>Corrected, counts no more</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>更正 {0}</source>
        <translation>Correct {0}</translation>
    </message>
    <message>
        <source>已核实</source>
        <translation>Checked</translation>
    </message>
    <message>
        <source>未核实</source>
        <translation>Not checked</translation>
    </message>
    <message>
        <source>已更正</source>
        <translation>Corrected</translation>
    </message>
    <message>
        <source>以前 {0} 次也这样说</source>
        <translation>said the same {0} times before</translation>
    </message>
    <message>
        <source>有误</source>
        <translation>Wrong</translation>
    </message>
    <message>
        <source>把 {0} 标为有误</source>
        <translation>Mark {0} as wrong</translation>
    </message>
    <message>
        <source>核实</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>核实 {0}</source>
        <translation>Verify {0}</translation>
    </message>
    <message>
        <source>收起以前的</source>
        <translation>Hide earlier ones</translation>
    </message>
    <message>
        <source>显示以前的 {0} 条</source>
        <translation>Show {0} earlier</translation>
    </message>
    <message>
        <source>已标为有误</source>
        <translation>marked as wrong</translation>
    </message>
</context>
<context>
    <name>CodeCard</name>
    <message>
        <source>动态码</source>
        <translation>Second code</translation>
    </message>
    <message>
        <source>动态码或一个备用码</source>
        <translation>A code, or a spare one</translation>
    </message>
    <message>
        <source>设置动态码</source>
        <translation>Set up a second code</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Check it</translation>
    </message>
    <message>
        <source>已抄好，收起</source>
        <translation>Written down, put away</translation>
    </message>
    <message>
        <source>停用动态码</source>
        <translation>Turn the second code off</translation>
    </message>
    <message>
        <source>确认停用</source>
        <translation>Turn it off</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>已停用动态码，登录只问密码。</source>
        <translation>The second code is off; the login asks for the password only.</translation>
    </message>
    <message>
        <source>已启用：登录时要输入手机上的动态码。还有 {0} 个备用码。</source>
        <translation>On: the login asks for the code on your telephone. {0} spare codes are left.</translation>
    </message>
    <message>
        <source>未启用。启用后，别人只知道密码也不能用您的账号登录。</source>
        <translation>Off. With it nobody enters your account who knows only the password.</translation>
    </message>
</context>
<context>
    <name>CodePage</name>
    <message>
        <source>请设置动态码</source>
        <translation>Please set up a second code</translation>
    </message>
    <message>
        <source>本站要求站领导和管理员登录时再输入手机上的动态码。设好后直接进入。</source>
        <translation>This station asks leaders and administrators for a code from their telephone at login. Once it is set up you are in.</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Check it</translation>
    </message>
    <message>
        <source>已抄好，进入</source>
        <translation>Written down, go on</translation>
    </message>
    <message>
        <source>换人登录</source>
        <translation>Somebody else</translation>
    </message>
</context>
<context>
    <name>CodeSetUp</name>
    <message>
        <source>动态码的二维码</source>
        <translation>QR code for the second code</translation>
    </message>
    <message>
        <source>动态码密钥</source>
        <translation>Secret of the second code</translation>
    </message>
    <message>
        <source>手机上的 6 位数字</source>
        <translation>Six digits on the telephone</translation>
    </message>
    <message>
        <source>已启用。下面是备用码，手机不在身边时每个可用一次。只显示这一次，请抄下锁好。</source>
        <translation>It is on. Below are spare codes for when the telephone is not at hand, each for one login. They are shown this once: write them down and lock them away.</translation>
    </message>
    <message>
        <source>用手机上的验证器（TOTP）扫码，或输入下面的密钥，再填手机显示的 6 位数字。</source>
        <translation>Scan it with an authenticator (TOTP) on your telephone, or type the secret below, then enter the six digits it shows.</translation>
    </message>
</context>
<context>
    <name>ColdForm</name>
    <message>
        <source>今夜最低气温（℃）</source>
        <translation>Tonight's low (℃)</translation>
    </message>
    <message>
        <source>寒潮预警可不填</source>
        <translation>empty for a cold wave</translation>
    </message>
    <message>
        <source>从哪一天</source>
        <translation>From</translation>
    </message>
    <message>
        <source>到哪一天</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>依据（预警、天气预报）</source>
        <translation>Ground (warning, forecast)</translation>
    </message>
    <message>
        <source>寒冷天气</source>
        <translation>Cold weather</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>看不懂这个日期，例：2026-11-24</source>
        <translation>Not a date, e.g. 2026-11-24</translation>
    </message>
    <message>
        <source>请填整数，例：-3</source>
        <translation>A whole number, e.g. -3</translation>
    </message>
</context>
<context>
    <name>ColumnsTable</name>
    <message>
        <source>不导入</source>
        <translation>Passed over</translation>
    </message>
</context>
<context>
    <name>CompanionsCard</name>
    <message>
        <source>先后到站</source>
        <translation>Arrived about the same time</translation>
    </message>
    <message>
        <source>近 {0} 天两次以上、一小时内先后到站的人。只供站领导为这一件事查看：留下查看记录，不保存、不同步，也不能作为列入名单的证据。</source>
        <translation>Who came here within an hour of them on two days or more of the last {0}. For a leader and this one case: the look is logged, nothing is kept or sent, and it is no evidence for the list.</translation>
    </message>
    <message>
        <source>为哪一件事查看</source>
        <translation>For which case</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>没有。</source>
        <translation>Nobody.</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>和谁比对</source>
        <translation>With whom</translation>
    </message>
    <message>
        <source>姓名、证件号码或编号</source>
        <translation>Name, document or case number</translation>
    </message>
    <message>
        <source>Enter 查找</source>
        <translation>Enter searches</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>认定、撤回都要写</source>
        <translation>for deciding and for undoing</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一位</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>撤回认定</source>
        <translation>Undo decision</translation>
    </message>
    <message>
        <source>保存认定</source>
        <translation>Save decision</translation>
    </message>
    <message>
        <source>正在查找可能是同一人的档案……</source>
        <translation>Looking for files that may be the same person …</translation>
    </message>
    <message>
        <source>按 F6 到名单，Enter 并排对照。</source>
        <translation>F6 goes to the list, Enter compares.</translation>
    </message>
    <message>
        <source>没有找到可能是同一人的档案。可在上面按姓名、号码查找。</source>
        <translation>No file found that may be the same. Search above by name or number.</translation>
    </message>
    <message>
        <source>{0} 与 {1}</source>
        <translation>{0} and {1}</translation>
    </message>
    <message>
        <source>已认定：{0}</source>
        <translation>Decided: {0}</translation>
    </message>
    <message>
        <source>曾认定：{0}，已撤回</source>
        <translation>Was decided: {0}; undone</translation>
    </message>
    <message>
        <source>请先按 1 同一人、2 不是或 3 不确定。</source>
        <translation>First press 1 Same, 2 No or 3 Unsure.</translation>
    </message>
    <message>
        <source>已认定：{0}。按 F7 可以撤回。</source>
        <translation>Decided: {0}. F7 undoes it.</translation>
    </message>
    <message>
        <source>认定已撤回，两份档案分开显示。</source>
        <translation>The decision is undone; the two files stand apart.</translation>
    </message>
    <message>
        <source>选一位，这里并排显示两份档案：照片、每一项、来站经过和以前的认定。</source>
        <translation>Choose one: both files are shown here side by side, with photographs, every field, visits and earlier decisions.</translation>
    </message>
    <message>
        <source>找到的就是这份档案本身。</source>
        <translation>That is this very file.</translation>
    </message>
    <message>
        <source>没有这样的档案。</source>
        <translation>There is no such file.</translation>
    </message>
    <message>
        <source>左边：{0}</source>
        <translation>Left: {0}</translation>
    </message>
    <message>
        <source>右边：{0}</source>
        <translation>Right: {0}</translation>
    </message>
</context>
<context>
    <name>ConditionCard</name>
    <message>
        <source>核对救助条件</source>
        <translation>Check a condition</translation>
    </message>
    <message>
        <source>是否符合</source>
        <translation>Met?</translation>
    </message>
    <message>
        <source>依据（看到、问到、查到什么）</source>
        <translation>Evidence (what was seen, said or found)</translation>
    </message>
    <message>
        <source>依据从哪里来</source>
        <translation>Where it comes from</translation>
    </message>
    <message>
        <source>谁说的、谁提供的</source>
        <translation>Who said so</translation>
    </message>
    <message>
        <source>什么时候</source>
        <translation>When</translation>
    </message>
    <message>
        <source>空着是现在</source>
        <translation>empty: now</translation>
    </message>
    <message>
        <source>保存核对</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>ConsentCard</name>
    <message>
        <source>告知与同意</source>
        <translation>Notice and consent</translation>
    </message>
    <message>
        <source>看告知书</source>
        <translation>Show notice</translation>
    </message>
    <message>
        <source>人脸比对须单独同意；不同意不影响救助</source>
        <translation>Comparing faces needs its own consent; refusing changes nothing</translation>
    </message>
    <message>
        <source>已告知</source>
        <translation>Told</translation>
    </message>
    <message>
        <source>拒听</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>说不清</source>
        <translation>Unable</translation>
    </message>
    <message>
        <source>同意</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>不同意</source>
        <translation>No</translation>
    </message>
    <message>
        <source>入站告知</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>个人信息</source>
        <translation>Personal data</translation>
    </message>
    <message>
        <source>人脸比对</source>
        <translation>Compare face</translation>
    </message>
    <message>
        <source>监护人同意</source>
        <translation>Guardian agrees</translation>
    </message>
    <message>
        <source>民政部门同意（无人陪伴儿童）</source>
        <translation>Bureau agrees (child alone)</translation>
    </message>
    <message>
        <source>法定职责</source>
        <translation>Duty by law</translation>
    </message>
    <message>
        <source>其他依据</source>
        <translation>Other ground</translation>
    </message>
    <message>
        <source>只在本站</source>
        <translation>this station</translation>
    </message>
    <message>
        <source>各救助站</source>
        <translation>all stations</translation>
    </message>
    <message>
        <source>只为寻亲</source>
        <translation>finding kin only</translation>
    </message>
    <message>
        <source>人脸比对用到哪里</source>
        <translation>How far faces may be compared</translation>
    </message>
    <message>
        <source>没问到就只在本站</source>
        <translation>not asked: this station only</translation>
    </message>
    <message>
        <source>怎样告知</source>
        <translation>How told</translation>
    </message>
</context>
<context>
    <name>ConsentsCard</name>
    <message>
        <source>告知与同意</source>
        <translation>Notice and consent</translation>
    </message>
    <message>
        <source>未记录告知和同意</source>
        <translation>No notice or consent recorded</translation>
    </message>
    <message>
        <source>更早的 {0} 条（全部见本人信息告知单）</source>
        <translation>{0} earlier ones (all are on the person's paper)</translation>
    </message>
</context>
<context>
    <name>ContactCard</name>
    <message>
        <source>凭证件查值班联系方式</source>
        <translation>Whom to call about a document</translation>
    </message>
    <message>
        <source>受保密保护的人在这里查不到。本人出示证件时，按证件号码可以查到要联系的站；每次查询都有记录。</source>
        <translation>Protected people are not found here. When they show a document, its number leads to the station to call; every question is kept on record.</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>查联系方式</source>
        <translation>Whom to call</translation>
    </message>
</context>
<context>
    <name>CorrectCard</name>
    <message>
        <source>补充信息</source>
        <translation>Add information</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>About</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>What is said</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>已核实</source>
        <translation>Checked</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>更正“{0}”（原记录保留，不再采用）</source>
        <translation>Correct "{0}" (stays on file, counts no more)</translation>
    </message>
    <message>
        <source>请选择。</source>
        <translation>Please choose.</translation>
    </message>
    <message>
        <source>谁说的（姓名、关系、单位）</source>
        <translation>Who says so (name, relation, unit)</translation>
    </message>
    <message>
        <source>说的日期</source>
        <translation>Said on</translation>
    </message>
    <message>
        <source>依据（看了什么、问了谁）</source>
        <translation>What it rests on (seen, asked)</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>核实“{0}”</source>
        <translation>Verify "{0}"</translation>
    </message>
    <message>
        <source>标为有误“{0}”（原记录保留，不再采用）</source>
        <translation>Mark "{0}" as wrong (it stays on file and no longer counts)</translation>
    </message>
    <message>
        <source>系伪造、变造的，材料在哪里（不是就空着）</source>
        <translation>If forged or altered, where the paper is (else leave empty)</translation>
    </message>
</context>
<context>
    <name>CourseCard</name>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
    <message>
        <source>证据</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>经过</source>
        <translation>Course</translation>
    </message>
    <message>
        <source>已审批，待中心确认；中心确认以前各站看不到，也没有任何影响。</source>
        <translation>Approved; the centre has to confirm. Until then no station sees it and nothing follows.</translation>
    </message>
    <message>
        <source>本人有异议：审查期间其他站看不到这一条。</source>
        <translation>The person objects: other stations do not see this while it is reviewed.</translation>
    </message>
    <message>
        <source>列入名单不影响紧急救助、食宿、医疗和报案。</source>
        <translation>Being listed never affects emergency help, food and lodging, medical care or a report.</translation>
    </message>
    <message>
        <source>中心没有收下：{0}</source>
        <translation>The centre refused it: {0}</translation>
    </message>
    <message>
        <source>事实</source>
        <translation>Facts</translation>
    </message>
    <message>
        <source>经过说明</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>有效至</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>认定有完全民事行为能力</source>
        <translation>full capacity found</translation>
    </message>
    <message>
        <source>有效至 {0}</source>
        <translation>until {0}</translation>
    </message>
    <message>
        <source>已请 {0} 审批（{1}），正在等答复。</source>
        <translation>{0} was asked to approve ({1}); waiting for the answer.</translation>
    </message>
    <message>
        <source>{0} {1} 不同意列入：{2}</source>
        <translation>{0} {1} does not approve: {2}</translation>
    </message>
    <message>
        <source>各站看不到这一条：此人受保密保护，或者年龄、行为能力、身份后来有疑问。请站领导核对档案，不应列入的请撤销。</source>
        <translation>No station sees this entry: the person is protected, or their age, capacity or identity came into doubt. A leader should check the file and revoke what must not stand.</translation>
    </message>
</context>
<context>
    <name>CustodyPage</name>
    <message>
        <source>物品</source>
        <translation>Things</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>打印标签</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>文书</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>装袋寄存</source>
        <translation>Seal a bag</translation>
    </message>
    <message>
        <source>危险品</source>
        <translation>Dangerous</translation>
    </message>
    <message>
        <source>改这一行</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>划去</source>
        <translation>Strike out</translation>
    </message>
    <message>
        <source>安检</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>领回</source>
        <translation>Give back</translation>
    </message>
    <message>
        <source>正在改第 {0} 行；原来的保留，不再采用。</source>
        <translation>Line {0} is written anew; what stood there stays on record.</translation>
    </message>
    <message>
        <source>还没有选定来站记录。请从在站人员（Alt+2）里选一个人。</source>
        <translation>No visit is chosen yet. Choose somebody in the station (Alt+2).</translation>
    </message>
    <message>
        <source>寄存 {0} 袋，还没有领回 {1} 件，其中现金 ¥{2}；没有装袋 {3} 件。</source>
        <translation>{0} bags, {1} pieces still in custody, cash among them ¥{2}; {3} in no bag.</translation>
    </message>
    <message>
        <source>还没有安检登记。</source>
        <translation>No security check yet.</translation>
    </message>
    <message>
        <source>已安检：{0}、{1}</source>
        <translation>Checked by {0}, {1}</translation>
    </message>
    <message>
        <source>序号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>品名 / 特征</source>
        <translation>Thing / features</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>寄存 {0}</source>
        <translation>kept {0}</translation>
    </message>
    <message>
        <source>未装袋 {0}</source>
        <translation>no bag {0}</translation>
    </message>
    <message>
        <source>缺少 {0}</source>
        <translation>missing {0}</translation>
    </message>
    <message>
        <source>已领回</source>
        <translation>given back</translation>
    </message>
    <message>
        <source>寄存情况</source>
        <translation>In custody</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>类别 / 袋号</source>
        <translation>Kind / bag</translation>
    </message>
</context>
<context>
    <name>DeedCard</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
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
    <message>
        <source>未设置</source>
        <translation>not set</translation>
    </message>
    <message>
        <source>未检查</source>
        <translation>not checked</translation>
    </message>
</context>
<context>
    <name>DevicesCard</name>
    <message>
        <source>本机设备</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>打印机</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>使用这台打印机</source>
        <translation>Use this printer</translation>
    </message>
    <message>
        <source>设备检查</source>
        <translation>Check machine</translation>
    </message>
    <message>
        <source>摄像头：{0}</source>
        <translation>Camera: {0}</translation>
    </message>
    <message>
        <source>读卡器：{0}</source>
        <translation>Card reader: {0}</translation>
    </message>
    <message>
        <source>PDF 文件夹写成 file:文件夹；其他设备见 settings.toml。</source>
        <translation>For a folder of PDF files write file:FOLDER; other devices stand in settings.toml.</translation>
    </message>
</context>
<context>
    <name>DoctorPage</name>
    <message>
        <source>这台电脑</source>
        <translation>This machine</translation>
    </message>
    <message>
        <source>检查结果</source>
        <translation>What was found</translation>
    </message>
    <message>
        <source>复制给技术人员</source>
        <translation>Copy for support</translation>
    </message>
    <message>
        <source>重新检查</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>正在检查…</source>
        <translation>Looking…</translation>
    </message>
    <message>
        <source>已复制，可以粘贴到消息里。</source>
        <translation>Copied; it can be pasted into a message.</translation>
    </message>
    <message>
        <source>都正常。</source>
        <translation>All is well.</translation>
    </message>
    <message>
        <source>可以工作；有几处请留意。</source>
        <translation>It works; please note a few things.</translation>
    </message>
    <message>
        <source>有故障；登记仍可照常进行，请按下面的办法修理。</source>
        <translation>Something is broken. Registering goes on; mend it as said below.</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>Doing</name>
    <message>
        <source>安检已登记。</source>
        <translation>The check is saved.</translation>
    </message>
    <message>
        <source>已封存入袋 {0}。按 Shift+F8 打印标签，按 F8 打印寄存物品清单。</source>
        <translation>Sealed in bag {0}. Shift+F8 prints the label, F8 the list.</translation>
    </message>
    <message>
        <source>领回已登记。</source>
        <translation>Given back.</translation>
    </message>
    <message>
        <source>已保存；写错了可以再改，原来的保留。</source>
        <translation>Saved. It can be corrected; what stood there is kept.</translation>
    </message>
    <message>
        <source>已提交，等待站领导审批；审批前照常救助。</source>
        <translation>Handed in; it waits for a leader. Until then help goes on.</translation>
    </message>
    <message>
        <source>已同意入站。请按 F8 打印审批表。</source>
        <translation>The stay is approved. F8 prints the approval.</translation>
    </message>
    <message>
        <source>已退回拟办人；照常救助。</source>
        <translation>Sent back; help goes on.</translation>
    </message>
    <message>
        <source>没有同意；照常救助，不予救助须另行拟办。</source>
        <translation>Not agreed; help goes on. A refusal is proposed by itself.</translation>
    </message>
    <message>
        <source>已出发。按 F8 打印要再去看的人，按 F3 登记遇见的人。</source>
        <translation>The round has begun. F8 prints whom to look for, F3 writes down who is met.</translation>
    </message>
    <message>
        <source>巡查已结束。按 F8 打印记录。</source>
        <translation>The round is over. F8 prints the record.</translation>
    </message>
    <message>
        <source>已记下。</source>
        <translation>Written down.</translation>
    </message>
    <message>
        <source>巡查已更正，原来写的保留在记录里。</source>
        <translation>The round was corrected; what stood there before stays on record.</translation>
    </message>
</context>
<context>
    <name>DonePage</name>
    <message>
        <source>已保存</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>现在要做的</source>
        <translation>What to do now</translation>
    </message>
    <message>
        <source>这是救助编号，姓名暂记“无名氏”。请在方便时补登其余内容。</source>
        <translation>This is the case number; the name is a temporary one for now. Complete the rest when there is time.</translation>
    </message>
    <message>
        <source>这是临时编号，请抄下来。有人登录后自动并入，按这个编号也能找到。</source>
        <translation>This is a temporary number, please write it down. It is merged when somebody logs in, and finds the person then too.</translation>
    </message>
</context>
<context>
    <name>DoorFrame</name>
    <message>
        <source>归途 · 救助管理站接待台</source>
        <translation>Guitu · Front desk of a relief station</translation>
    </message>
    <message>
        <source>紧急登记（不用登录）</source>
        <translation>Emergency (no login)</translation>
    </message>
</context>
<context>
    <name>DoubtsCard</name>
    <message>
        <source>可疑的标注和不能用的照片</source>
        <translation>Labels in doubt, unusable photographs</translation>
    </message>
    <message>
        <source>标注可疑 {0} 处，照片不能用 {1} 张（算作没找到）。</source>
        <translation>{0} labels in doubt, {1} photographs cannot be used (misses).</translation>
    </message>
</context>
<context>
    <name>EarlierCard</name>
    <message>
        <source>以往凭证</source>
        <translation>Earlier vouchers</translation>
    </message>
    <message>
        <source>看</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>看凭证 {0}</source>
        <translation>Show voucher {0}</translation>
    </message>
</context>
<context>
    <name>EmergencyScreen</name>
    <message>
        <source>已经做了什么</source>
        <translation>What was done already</translation>
    </message>
    <message>
        <source>可不填</source>
        <translation>may stay empty</translation>
    </message>
    <message>
        <source>登记人姓名</source>
        <translation>Your name</translation>
    </message>
    <message>
        <source>摄像头画面</source>
        <translation>Camera picture</translation>
    </message>
    <message>
        <source>照片：未拍，记为不详</source>
        <translation>Photograph: none, kept as unknown</translation>
    </message>
    <message>
        <source>立即保存</source>
        <translation>Save now</translation>
    </message>
    <message>
        <source>拍照</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>正在拍照…</source>
        <translation>Photographing…</translation>
    </message>
    <message>
        <source>正在保存…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>回到刚才的页面  Esc</source>
        <translation>Back to the page  Esc</translation>
    </message>
    <message>
        <source>再保存一次  Enter / F9</source>
        <translation>Save again  Enter / F9</translation>
    </message>
    <message>
        <source>已拍照，再按 F4 重拍</source>
        <translation>Photographed; F4 takes another</translation>
    </message>
    <message>
        <source>没有拍到，照片记为不详，以后可补。{0}</source>
        <translation>No photograph: kept as unknown, it can follow later. {0}</translation>
    </message>
    <message>
        <source>现在补登</source>
        <translation>Complete now</translation>
    </message>
    <message>
        <source>再登记一人</source>
        <translation>Another person</translation>
    </message>
    <message>
        <source>紧急登记</source>
        <translation>Emergency</translation>
    </message>
    <message>
        <source>不用登录：内容加密封存，有人登录后自动并入，不会丢失。</source>
        <translation>No login needed: what you enter is sealed, and merged when somebody logs in. Nothing is lost.</translation>
    </message>
    <message>
        <source>先救人。什么都不填也能保存，其余以后补。</source>
        <translation>Help first. It can be saved with nothing filled in; the rest follows later.</translation>
    </message>
    <message>
        <source>有什么紧急情况</source>
        <translation>What is urgent</translation>
    </message>
    <message>
        <source>按数字选，可多选，也可不选</source>
        <translation>Press the digits: several, one or none</translation>
    </message>
    <message>
        <source>一句话</source>
        <translation>One line</translation>
    </message>
    <message>
        <source>例：已打 120，民警在场</source>
        <translation>e.g. 120 called, police are here</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photograph</translation>
    </message>
</context>
<context>
    <name>EndForm</name>
    <message>
        <source>结论</source>
        <translation>Conclusion</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>排除或无法判断</source>
        <translation>Exclude, or cannot tell</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>请选择结论。</source>
        <translation>Choose a conclusion.</translation>
    </message>
</context>
<context>
    <name>EraseCard</name>
    <message>
        <source>删除档案</source>
        <translation>Erase file</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Ground</translation>
    </message>
    <message>
        <source>说明（文号、谁决定的；不要写姓名）</source>
        <translation>Explanation (number, whose decision; no names)</translation>
    </message>
    <message>
        <source>第二人账号（另一位负责人或管理员）</source>
        <translation>Second person's login (another leader or administrator)</translation>
    </message>
    <message>
        <source>第二人密码</source>
        <translation>Second person's password</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Erase</translation>
    </message>
    <message>
        <source>将删除：{0} 份档案、{1} 次来站、{2} 张照片及其余全部内容。删除后不能恢复，只留编号和这次决定。</source>
        <translation>To be erased: {0} record(s), {1} visit(s), {2} photograph(s) and everything else. It cannot be undone; only the id and this decision stay.</translation>
    </message>
    <message>
        <source>各台电脑和中心都会删除。</source>
        <translation> Every machine and the centre erase it.</translation>
    </message>
    <message>
        <source>请选择。</source>
        <translation>Please choose.</translation>
    </message>
    <message>
        <source>请填写。</source>
        <translation>Please fill in.</translation>
    </message>
</context>
<context>
    <name>EventForm</name>
    <message>
        <source>登记凭证去向</source>
        <translation>What became of the voucher</translation>
    </message>
    <message>
        <source>去向</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>例 15:30</source>
        <translation>e.g. 15:30</translation>
    </message>
    <message>
        <source>依据（售票方、哪份记录）</source>
        <translation>By which record of which seller</translation>
    </message>
    <message>
        <source>车票号、订单号</source>
        <translation>Ticket or order number</translation>
    </message>
    <message>
        <source>退票金额（元）</source>
        <translation>Amount refunded (yuan)</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>退款只退回付款账户，不退给个人。</source>
        <translation>Refunds go to the paying account only, never to the person.</translation>
    </message>
    <message>
        <source>请选择。</source>
        <translation>Please choose.</translation>
    </message>
    <message>
        <source>看不懂这个日期，例：2026-11-24</source>
        <translation>Not a day; for example 2026-11-24</translation>
    </message>
    <message>
        <source>看不懂这个时间，例：15:30</source>
        <translation>This time is not understood, e.g. 15:30</translation>
    </message>
    <message>
        <source>更正 {0} 的记录：原来的保留，不再采用。请写明为什么。</source>
        <translation>Corrects the entry of {0}: that stays on file and counts no more. Say why.</translation>
    </message>
    <message>
        <source>保存去向</source>
        <translation>Save entry</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>看不懂这个金额（最多写到分），例：612.50</source>
        <translation>Not an amount (down to the cent at most), e.g. 612.50</translation>
    </message>
</context>
<context>
    <name>EventsCard</name>
    <message>
        <source>凭证去向</source>
        <translation>What became of it</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>更正“{0}”</source>
        <translation>Correct "{0}"</translation>
    </message>
    <message>
        <source>付款账户</source>
        <translation>the paying account</translation>
    </message>
    <message>
        <source>¥{0} 退回 {1}</source>
        <translation>¥{0} back to {1}</translation>
    </message>
</context>
<context>
    <name>FacesCard</name>
    <message>
        <source>人脸特征</source>
        <translation>Face templates</translation>
    </message>
    <message>
        <source>中心还没有决定共享；没有决定就不离开本站。</source>
        <translation>The centre has decided nothing yet; until it does, none leaves its station.</translation>
    </message>
    <message>
        <source>{0} 由 {1} 决定。依据：{2}</source>
        <translation>Decided on {0} by {1}. Basis: {2}</translation>
    </message>
    <message>
        <source>本机的设置比中心更严，以本机为准。</source>
        <translation>This machine is set stricter than the centre; that holds here.</translation>
    </message>
    <message>
        <source>只在本站</source>
        <translation>this station</translation>
    </message>
    <message>
        <source>中心比对</source>
        <translation>compared at the centre</translation>
    </message>
    <message>
        <source>各站共享</source>
        <translation>shared</translation>
    </message>
    <message>
        <source>人脸特征不离开本站</source>
        <translation>Templates stay at their station</translation>
    </message>
    <message>
        <source>同意“各救助站”的人脸特征存在中心，由中心比对；不发照片，不发给别的站</source>
        <translation>Templates of those who agreed to "all stations" lie at the centre and are compared there; no picture, and nothing to other stations</translation>
    </message>
    <message>
        <source>同意“各救助站”的人脸特征在本省各站之间共享；本机有他站 {0} 份</source>
        <translation>Templates of those who agreed to "all stations" are shared between the stations of the province; here are {0} of other stations</translation>
    </message>
    <message>
        <source>{0} 请中心比对时，也比对其他省。</source>
        <translation>{0} When the centre is asked, it compares with other provinces as well.</translation>
    </message>
</context>
<context>
    <name>FieldsTable</name>
    <message>
        <source>该系统的字段</source>
        <translation>Field of that system</translation>
    </message>
    <message>
        <source>复制的内容</source>
        <translation>What is copied</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>（空）</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>已跳过</source>
        <translation>passed over</translation>
    </message>
    <message>
        <source>已复制</source>
        <translation>copied</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>空</source>
        <translation>empty</translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>体貌特征图</source>
        <translation>Marks on the body</translation>
    </message>
    <message>
        <source>面部</source>
        <translation>Face</translation>
    </message>
    <message>
        <source>正面</source>
        <translation>Front</translation>
    </message>
    <message>
        <source>背面</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>FiguresView</name>
    <message>
        <source>做了什么</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>数</source>
        <translation>Count</translation>
    </message>
    <message>
        <source>按组看</source>
        <translation>By group</translation>
    </message>
    <message>
        <source>按什么分组</source>
        <translation>Group by</translation>
    </message>
    <message>
        <source>各组的比率和 95% 区间</source>
        <translation>Rate of each group with its 95% interval</translation>
    </message>
    <message>
        <source>组</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>比率（95% 区间）</source>
        <translation>Rate (95% interval)</translation>
    </message>
    <message>
        <source>与其余的人比</source>
        <translation>Beside the rest</translation>
    </message>
    <message>
        <source>这一项只计数，没有比率。</source>
        <translation>This is only counted; there is no rate.</translation>
    </message>
    <message>
        <source>虚线是全体 {0}。差异只说明该看看档案，不证明有人做错。</source>
        <translation>The dashed line is everybody, {0}. A difference is a reason to read files; it proves nothing by itself.</translation>
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
    <name>Finishing</name>
    <message>
        <source>已登记：{0}。</source>
        <translation>Registered: {0}.</translation>
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
    <name>FollowupCard</name>
    <message>
        <source>按回车看联系方式和结果（查看会记录）。</source>
        <translation>Enter shows contact and result; the look is logged.</translation>
    </message>
    <message>
        <source>离站</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>回访依据</source>
        <translation>Rule</translation>
    </message>
    <message>
        <source>家乡部门（人户分离，两处都告知）</source>
        <translation>Home offices (registered elsewhere: both are told)</translation>
    </message>
    <message>
        <source>家乡部门</source>
        <translation>Home office</translation>
    </message>
    <message>
        <source>离站六个月内又来站</source>
        <translation>Came again within six months</translation>
    </message>
    <message>
        <source>联系电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>回访函</source>
        <translation>Letter</translation>
    </message>
    <message>
        <source>寄出</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
</context>
<context>
    <name>FollowupsPage</name>
    <message>
        <source>只看</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>没有要回访的人。</source>
        <translation>Nobody to follow up.</translation>
    </message>
    <message>
        <source>回访</source>
        <translation>Follow-up</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>停下</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>输入回执编号</source>
        <translation>Slip number</translation>
    </message>
    <message>
        <source>打印到期的函</source>
        <translation>Print what is due</translation>
    </message>
    <message>
        <source>看联系方式</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>团聚与回访数字</source>
        <translation>Figures</translation>
    </message>
    <message>
        <source>写回访函</source>
        <translation>Write letter</translation>
    </message>
    <message>
        <source>登记寄出</source>
        <translation>Note as sent</translation>
    </message>
    <message>
        <source>登记回执</source>
        <translation>Note slip</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>另有 {0} 人受保密保护，不列出。</source>
        <translation>{0} more are sealed and not listed.</translation>
    </message>
    <message>
        <source>还有 {0} 人没有列出，先办完前面的。</source>
        <translation>{0} more are not listed; see to these first.</translation>
    </message>
    <message>
        <source>打印了 {0} 份回访函。装信寄出后按 F9 登记。</source>
        <translation>{0} letters were printed. Once posted, F9 notes that.</translation>
    </message>
    <message>
        <source>剩余时间</source>
        <translation>Time left</translation>
    </message>
    <message>
        <source>姓名 / 编号</source>
        <translation>Name / number</translation>
    </message>
    <message>
        <source>依据 / 离站</source>
        <translation>Rule / left</translation>
    </message>
    <message>
        <source>家乡部门</source>
        <translation>Home office</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
</context>
<context>
    <name>Forgetting</name>
    <message>
        <source>撤回同意</source>
        <translation>Withdraw consent</translation>
    </message>
    <message>
        <source>删除档案</source>
        <translation>Erase file</translation>
    </message>
    <message>
        <source>已申请删除（{0}），等中心答复；档案照常使用。</source>
        <translation>To be erased ({0}); the centre's answer is awaited, the file can be used meanwhile.</translation>
    </message>
    <message>
        <source>中心没有同意删除：{0}</source>
        <translation>The centre did not agree to the erasure: {0}</translation>
    </message>
    <message>
        <source>删除申请已保存，中心答复后各台电脑都会删除；在那以前档案照常使用。</source>
        <translation>The wish is saved; every machine erases the file once the centre has answered. Until then it can be used.</translation>
    </message>
    <message>
        <source>同意已撤回（{1}），本机删除了 {0} 份人脸特征；照片和档案保留。请在“权利请求”里打印答复，交给本人。</source>
        <translation>Consent withdrawn ({1}); {0} face template(s) deleted on this computer, photographs and file kept. Print the answer beside the request and hand it over.</translation>
    </message>
</context>
<context>
    <name>FormCard</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>FoundCard</name>
    <message>
        <source>本人能不能找到</source>
        <translation>Whether people are found again</translation>
    </message>
    <message>
        <source>人脸库</source>
        <translation>Gallery</translation>
    </message>
    <message>
        <source>很可能</source>
        <translation>Very likely</translation>
    </message>
    <message>
        <source>有可能以上</source>
        <translation>At least possible</translation>
    </message>
</context>
<context>
    <name>FoundList</name>
    <message>
        <source>他站 {0}</source>
        <translation>Station {0}</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
    <message>
        <source>同一张照片还登记在 {0} 名下</source>
        <translation>The same photograph is also on file under {0}</translation>
    </message>
</context>
<context>
    <name>GalleryCard</name>
    <message>
        <source>人脸库</source>
        <translation>Gallery</translation>
    </message>
    <message>
        <source>重建进度</source>
        <translation>Progress of the rebuilding</translation>
    </message>
    <message>
        <source>换了人脸引擎，档案里的照片正在逐张重新计算；没有人等候时才做，登记照常。完成以前，原来的引擎也参加比对。</source>
        <translation>Another face engine is in use: photographs on file are measured again one by one, only while nobody waits. Until that is done the engine before compares as well.</translation>
    </message>
    <message>
        <source>暂停重建</source>
        <translation>Hold</translation>
    </message>
    <message>
        <source>再试不能用的</source>
        <translation>Try unusable ones again</translation>
    </message>
    <message>
        <source>人脸引擎：{0}</source>
        <translation>Face engine: {0}</translation>
    </message>
    <message>
        <source>正在清点照片…</source>
        <translation>Counting photographs…</translation>
    </message>
    <message>
        <source>{0} 张照片可以比对</source>
        <translation>{0} photographs can be compared</translation>
    </message>
    <message>
        <source>已重建 {0} / {1} 张照片（{2}%）</source>
        <translation>{0} of {1} photographs measured ({2}%)</translation>
    </message>
    <message>
        <source>继续重建</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>已齐</source>
        <translation>Complete</translation>
    </message>
    <message>
        <source>已暂停</source>
        <translation>Held</translation>
    </message>
    <message>
        <source>等候引擎</source>
        <translation>Waiting for the engine</translation>
    </message>
    <message>
        <source>未完成</source>
        <translation>Not complete</translation>
    </message>
    <message>
        <source>重建中</source>
        <translation>Going on</translation>
    </message>
    <message>
        <source>本人不同意 {0}</source>
        <translation>refused {0}</translation>
    </message>
    <message>
        <source>紧急依据已到期 {0}</source>
        <translation>emergency over {0}</translation>
    </message>
    <message>
        <source>照片暂不在本机 {0}</source>
        <translation>picture not here {0}</translation>
    </message>
    <message>
        <source>略过：{0}</source>
        <translation>Left out: {0}</translation>
    </message>
</context>
<context>
    <name>GiveSuggested</name>
    <message>
        <source>{0}：{1} {2} 床。</source>
        <translation>{0}: {1}, bed {2}.</translation>
    </message>
</context>
<context>
    <name>GlassCard</name>
    <message>
        <source>只在来不及联系对方时使用。需要两名工作人员；只看很短时间；对方全站和本站负责人立即收到警示，必须书面答复。</source>
        <translation>Only when there is no time to call. It takes two officers and lasts a short time; the whole other station and the leaders here are alarmed at once and must answer in writing.</translation>
    </message>
    <message>
        <source>紧急查阅</source>
        <translation>Break glass</translation>
    </message>
    <message>
        <source>本人手中证件的号码</source>
        <translation>Number of the document in the person's hand</translation>
    </message>
    <message>
        <source>为什么必须现在查阅</source>
        <translation>Why it must be now</translation>
    </message>
    <message>
        <source>第二人登录名</source>
        <translation>Second officer's login</translation>
    </message>
    <message>
        <source>第二人密码</source>
        <translation>Second officer's password</translation>
    </message>
    <message>
        <source>两人负责，紧急查阅</source>
        <translation>Break glass, both answer for it</translation>
    </message>
</context>
<context>
    <name>GlassView</name>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>哪个站的谁、第二人</source>
        <translation>Who, with whom, of which station</translation>
    </message>
    <message>
        <source>看了谁的档案</source>
        <translation>Whose file</translation>
    </message>
    <message>
        <source>用途和理由</source>
        <translation>Purpose and reason</translation>
    </message>
    <message>
        <source>紧急查阅</source>
        <translation>Break-glass</translation>
    </message>
    <message>
        <source>这段时间没有紧急查阅。</source>
        <translation>No glass was broken in this time.</translation>
    </message>
    <message>
        <source>紧急查阅（两名工作人员打开保密档案）</source>
        <translation>Break-glass (two officers open a sealed file)</translation>
    </message>
    <message>
        <source>本站，看 {0} 的</source>
        <translation>this station, at {0}'s file</translation>
    </message>
    <message>
        <source>保密保护</source>
        <translation>Sealed</translation>
    </message>
</context>
<context>
    <name>GroupsCard</name>
    <message>
        <source>分组比较：组内陌生人更容易认错吗</source>
        <translation>Groups: are their strangers taken for each other more often?</translation>
    </message>
    <message>
        <source>组内同档误认率（95% 区间）与全体相比的倍数。人数少于 20 或预计不足 5 对的，不下结论。</source>
        <translation>How often strangers within the group reach the same score (95 % interval), as a multiple of all. Fewer than 20 people, or fewer than 5 such pairs to be expected: too few to say.</translation>
    </message>
    <message>
        <source>组</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>人 / 照片</source>
        <translation>People / pictures</translation>
    </message>
    <message>
        <source>太少，不下结论</source>
        <translation>too few to say</translation>
    </message>
    <message>
        <source>{0} 倍</source>
        <translation>{0} times</translation>
    </message>
</context>
<context>
    <name>HalfFilled</name>
    <message>
        <source>没有保存的内容收起来了，要接着写按 F12。</source>
        <translation>What was not saved is put away; F12 opens it once more.</translation>
    </message>
</context>
<context>
    <name>Hand</name>
    <message>
        <source>正在安排</source>
        <translation>In hand</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>规则要求写明时填</source>
        <translation>Where a rule asks for it</translation>
    </message>
    <message>
        <source>没有床位</source>
        <translation>Without a bed</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>到站</source>
        <translation>Arrived</translation>
    </message>
    <message>
        <source>没有床位的人</source>
        <translation>People without a bed</translation>
    </message>
    <message>
        <source>人人有床。</source>
        <translation>Everybody has a bed.</translation>
    </message>
    <message>
        <source>没有合适的空床，请看各房间。</source>
        <translation>No free bed fits; please look at the rooms.</translation>
    </message>
    <message>
        <source>建议：{0} {1} 床。在床位图上按 Enter 安排，Esc 放下。</source>
        <translation>Suggested: {0}, bed {1}. Enter on the board gives it, Esc puts down.</translation>
    </message>
</context>
<context>
    <name>Handing</name>
    <message>
        <source>打印{0}</source>
        <translation>Print {0}</translation>
    </message>
    <message>
        <source>告知书已由系统语音朗读。</source>
        <translation>The notice was read out by the system's voice.</translation>
    </message>
    <message>
        <source>告知书已用图示说明。</source>
        <translation>The notice was shown in pictures.</translation>
    </message>
</context>
<context>
    <name>HandingPage</name>
    <message>
        <source>来站</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>交给谁（单位、平台名称）</source>
        <translation>To whom (body, platform)</translation>
    </message>
    <message>
        <source>用途：为什么交付</source>
        <translation>Purpose: why it is handed on</translation>
    </message>
    <message>
        <source>不含</source>
        <translation>without</translation>
    </message>
    <message>
        <source>包含</source>
        <translation>with</translation>
    </message>
    <message>
        <source>健康情况（身体、精神、经过）</source>
        <translation>Health (body, mind, what happened)</translation>
    </message>
    <message>
        <source>对方为什么必须知道健康情况</source>
        <translation>Why they must know about health</translation>
    </message>
    <message>
        <source>放到哪个文件夹（F4 选择）</source>
        <translation>Into which folder (F4 chooses)</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>勾选（空格）</source>
        <translation>Tick (Space)</translation>
    </message>
    <message>
        <source>全选 / 全不选</source>
        <translation>All / none</translation>
    </message>
    <message>
        <source>选文件夹</source>
        <translation>Choose folder</translation>
    </message>
    <message>
        <source>生成 {0} 次来站的数据包</source>
        <translation>Make package of {0}</translation>
    </message>
    <message>
        <source>已生成 {0}（{1} 次来站，未加密）。{2}</source>
        <translation>Made {0} ({1} visits, not encrypted). {2}</translation>
    </message>
    <message>
        <source>校验值 SHA-256：{0}</source>
        <translation>Checksum SHA-256: {0}</translation>
    </message>
    <message>
        <source>有 {0} 次没有放入（保密或已删除）。</source>
        <translation>{0} were left out (protected or no longer on file).</translation>
    </message>
    <message>
        <source>已选 {0} 次来站</source>
        <translation>{0} visits chosen</translation>
    </message>
    <message>
        <source>放到哪个文件夹</source>
        <translation>Into which folder</translation>
    </message>
    <message>
        <source>姓名 / 编号</source>
        <translation>Name / number</translation>
    </message>
    <message>
        <source>交付</source>
        <translation>Hand on</translation>
    </message>
    <message>
        <source>数据包是没有加密的表格（xlsx）和 JSON 文件。受保密保护的人不会放入；每个人都会记下交给了谁、为什么。</source>
        <translation>A package is a spreadsheet (xlsx) and a JSON file, not encrypted. Protected people are left out; of each person it is written down who got it and why.</translation>
    </message>
    <message>
        <source>到站 / 全国系统编号</source>
        <translation>Arrived / national number</translation>
    </message>
</context>
<context>
    <name>HearCard</name>
    <message>
        <source>听取本人意见</source>
        <translation>Hear the person</translation>
    </message>
    <message>
        <source>本人</source>
        <translation>The person</translation>
    </message>
    <message>
        <source>本人的意见（照原话记）</source>
        <translation>What was said (in their own words)</translation>
    </message>
    <message>
        <source>见证人一</source>
        <translation>First witness</translation>
    </message>
    <message>
        <source>见证人二</source>
        <translation>Second witness</translation>
    </message>
    <message>
        <source>保存意见</source>
        <translation>Save opinion</translation>
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
    <message>
        <source>撤销刚才做的</source>
        <translation>Take back what was just done</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>选中或取消一个选项</source>
        <translation>Choose an option, or take it back</translation>
    </message>
    <message>
        <source>退出登录</source>
        <translation>Log out</translation>
    </message>
    <message>
        <source>紧急登记：任何页面、登录页都可以</source>
        <translation>Emergency, on any page and at the login</translation>
    </message>
    <message>
        <source>选第几个选项，0 取消</source>
        <translation>Choose an answer, 0 none</translation>
    </message>
    <message>
        <source>常用语</source>
        <translation>Quick phrases</translation>
    </message>
    <message>
        <source>锁定（Pause 也可以）</source>
        <translation>Lock (Pause as well)</translation>
    </message>
</context>
<context>
    <name>HitBlock</name>
    <message>
        <source>怎样处理</source>
        <translation>What is done</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>心灵救助</source>
        <translation>Counselling</translation>
    </message>
    <message>
        <source>保存处理</source>
        <translation>Save decision</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>旧登记文件（xlsx、CSV，第一行是列名，每行一次来站）</source>
        <translation>File of the old register (xlsx, CSV; headings first, one stay a line)</translation>
    </message>
    <message>
        <source>文件里的列</source>
        <translation>Column of the file</translation>
    </message>
    <message>
        <source>第一行的内容</source>
        <translation>First entry</translation>
    </message>
    <message>
        <source>← 是什么 →</source>
        <translation>← Means →</translation>
    </message>
    <message>
        <source>各列是什么</source>
        <translation>What the columns are</translation>
    </message>
    <message>
        <source>检查结果</source>
        <translation>What was found</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>选文件</source>
        <translation>Choose a file</translation>
    </message>
    <message>
        <source>检查（不写入）</source>
        <translation>Look through</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>上次没有导入完。按 F6 检查，再按 F9 接着导入，已导入的不会重复。</source>
        <translation>The last import did not finish. Look through with F6, then go on with F9; nobody is added twice.</translation>
    </message>
    <message>
        <source>旧登记文件</source>
        <translation>File of the old register</translation>
    </message>
    <message>
        <source>没有错误，也没有可能重复的人。</source>
        <translation>No errors, and nobody who seems to stand there twice.</translation>
    </message>
    <message>
        <source>已停止，已导入的都是完整的。再按 F9 接着导入。</source>
        <translation>Stopped; what was taken over is whole. Go on with F9.</translation>
    </message>
    <message>
        <source>导入进度</source>
        <translation>Progress of the import</translation>
    </message>
    <message>
        <source>检查和导入</source>
        <translation>Look through and import</translation>
    </message>
    <message>
        <source>先检查：不写入任何内容。每行是一个单独的档案，不会自动合并。</source>
        <translation>Look through first: nothing is written. Each row is a file of its own; nothing is merged.</translation>
    </message>
</context>
<context>
    <name>InStationPage</name>
    <message>
        <source>只看</source>
        <translation>Only</translation>
    </message>
    <message>
        <source>在站人员</source>
        <translation>In the station</translation>
    </message>
    <message>
        <source>看档案</source>
        <translation>File</translation>
    </message>
    <message>
        <source>开凭证</source>
        <translation>Voucher</translation>
    </message>
    <message>
        <source>文书</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>离站</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>{0} 已办理离站。</source>
        <translation>{0} has left.</translation>
    </message>
    <message>
        <source>人数较多，只列出最近到站的 {0} 人；其他人请用 Ctrl+K 查找。</source>
        <translation>Many people: only the last {0} to arrive are listed; find others with Ctrl+K.</translation>
    </message>
    <message>
        <source>全部 {0}</source>
        <translation>All {0}</translation>
    </message>
    <message>
        <source>无名氏 {0}</source>
        <translation>No name {0}</translation>
    </message>
    <message>
        <source>未成年 {0}</source>
        <translation>Minors {0}</translation>
    </message>
    <message>
        <source>已开凭证 {0}</source>
        <translation>Voucher {0}</translation>
    </message>
    <message>
        <source>姓名 / 编号</source>
        <translation>Name / case</translation>
    </message>
    <message>
        <source>性别·年龄</source>
        <translation>Sex, age</translation>
    </message>
    <message>
        <source>到站</source>
        <translation>Arrived</translation>
    </message>
    <message>
        <source>在站</source>
        <translation>Here</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>在站人数</source>
        <translation>In the station</translation>
    </message>
    <message>
        <source>今日到站</source>
        <translation>Arrived today</translation>
    </message>
    <message>
        <source>持有效凭证</source>
        <translation>Hold a voucher</translation>
    </message>
    <message>
        <source>未成年人</source>
        <translation>Minors</translation>
    </message>
    <message>
        <source>这里没有人。新到的人请按 Alt+1 登记。</source>
        <translation>Nobody here. Press Alt+1 to register somebody who arrives.</translation>
    </message>
    <message>
        <source>{0} 的离站已撤销，仍在站。</source>
        <translation>Leaving of {0} taken back; still here.</translation>
    </message>
    <message>
        <source>补登记</source>
        <translation>Complete</translation>
    </message>
    <message>
        <source>待补登 {0}</source>
        <translation>To complete {0}</translation>
    </message>
    <message>
        <source>待审批 {0}</source>
        <translation>Pending {0}</translation>
    </message>
    <message>
        <source>床位</source>
        <translation>Beds</translation>
    </message>
    <message>
        <source>寄存</source>
        <translation>Belongings</translation>
    </message>
    <message>
        <source>安排床位</source>
        <translation>Give a bed</translation>
    </message>
    <message>
        <source>离站文书</source>
        <translation>Leaving papers</translation>
    </message>
    <message>
        <source>{0} 离站要签的文书：{1}</source>
        <translation>To be signed now that {0} leaves: {1}</translation>
    </message>
    <message>
        <source>去打印  Shift+F8</source>
        <translation>Print  Shift+F8</translation>
    </message>
    <message>
        <source>函件</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>整卷打印</source>
        <translation>Print whole file</translation>
    </message>
    <message>
        <source>甄别与审批</source>
        <translation>Checks and approval</translation>
    </message>
    <message>
        <source>转接</source>
        <translation>Transfers</translation>
    </message>
    <message>
        <source>补录</source>
        <translation>Key in again</translation>
    </message>
    <message>
        <source>寻亲</source>
        <translation>Tracing</translation>
    </message>
    <message>
        <source>{0} 已不在站内名单里（别处已办理离站）；没有保存的内容没有采用。</source>
        <translation>{0} is no longer in the station (left at another desk); what was not saved is not used.</translation>
    </message>
</context>
<context>
    <name>InquiryCard</name>
    <message>
        <source>寻人登记</source>
        <translation>Inquiry</translation>
    </message>
    <message>
        <source>寻人者未核实</source>
        <translation>Not checked</translation>
    </message>
    <message>
        <source>不告诉寻人者任何消息，也不说这个人在不在。请报告站领导和公安。</source>
        <translation>Tell the inquirer nothing, not even whether the person is here. Report to a leader and the police.</translation>
    </message>
    <message>
        <source>他站正在办理（{0}）：{1}</source>
        <translation>Another station is at it ({0}): {1}</translation>
    </message>
    <message>
        <source>本站比对：{0}。按 F11 打开。</source>
        <translation>Pairs here: {0}. F11 opens them.</translation>
    </message>
    <message>
        <source>谁在寻找（{0}）</source>
        <translation>Who looks ({0})</translation>
    </message>
    <message>
        <source>寻找谁</source>
        <translation>Whom they look for</translation>
    </message>
    <message>
        <source>经过</source>
        <translation>Course</translation>
    </message>
    <message>
        <source>家属没有给照片。</source>
        <translation>The family gave no photograph.</translation>
    </message>
    <message>
        <source>家属照片</source>
        <translation>Family photograph</translation>
    </message>
    <message>
        <source>撤回照片</source>
        <translation>Take photograph back</translation>
    </message>
    <message>
        <source>家属照片 {0}</source>
        <translation>Family photograph {0}</translation>
    </message>
    <message>
        <source>{0} 年拍的</source>
        <translation>taken in {0}</translation>
    </message>
</context>
<context>
    <name>InquiryErasing</name>
    <message>
        <source>删除寻人登记</source>
        <translation>Erase this inquiry</translation>
    </message>
    <message>
        <source>将删除寻人登记 {0}：寻人者和被寻找的人的全部内容。删除后不能恢复，只留编号和这次决定；比对中记在来站人员档案里的留在档案里。</source>
        <translation>Inquiry {0} will be erased: all that was said of whoever looks and of whom they look for. It cannot be undone; only the number and this decision stay, and what was noted in the file of somebody at a station.</translation>
    </message>
    <message>
        <source>已删除。</source>
        <translation>Erased.</translation>
    </message>
    <message>
        <source>删除申请已保存，中心答复后各台电脑都会删除。</source>
        <translation>The request is saved: every desk erases it once the centre has answered.</translation>
    </message>
</context>
<context>
    <name>InquiryForm</name>
    <message>
        <source>寻人登记</source>
        <translation>Inquiry</translation>
    </message>
    <message>
        <source>怎样来求助的</source>
        <translation>How they came</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>谁在寻找（只留在本站）</source>
        <translation>Who looks (stays at this station)</translation>
    </message>
    <message>
        <source>寻找谁（不知道的留空）</source>
        <translation>Whom they look for (unknown stays empty)</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>InquiryPage</name>
    <message>
        <source>只看</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>寻人登记</source>
        <translation>Inquiry</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>新登记</source>
        <translation>New inquiry</translation>
    </message>
    <message>
        <source>补充</source>
        <translation>Add to it</translation>
    </message>
    <message>
        <source>核实寻人者</source>
        <translation>Check inquirer</translation>
    </message>
    <message>
        <source>记录联系</source>
        <translation>Note a contact</translation>
    </message>
    <message>
        <source>结束</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>比对</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>在找 {0}</source>
        <translation>Open {0}</translation>
    </message>
    <message>
        <source>未核实 {0}</source>
        <translation>Unchecked {0}</translation>
    </message>
    <message>
        <source>全部 {0}</source>
        <translation>All {0}</translation>
    </message>
    <message>
        <source>还没有寻人登记。有人来找亲人，按 F2 登记，会自动与各站比对。</source>
        <translation>No inquiries yet. When somebody looks for kin press F2; every station compares by itself.</translation>
    </message>
    <message>
        <source>已保存，正在与各站的人比对，结果在寻亲（Alt+4）里。</source>
        <translation>Saved and being compared; what is found stands under Find kin (Alt+4).</translation>
    </message>
    <message>
        <source>已登记。</source>
        <translation>Noted.</translation>
    </message>
    <message>
        <source>未核实</source>
        <translation>Not checked</translation>
    </message>
    <message>
        <source>已结束</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>{0} 条</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>没有相符的</source>
        <translation>No match</translation>
    </message>
    <message>
        <source>被寻找的人</source>
        <translation>Looked for</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
    <message>
        <source>寻人者</source>
        <translation>Inquirer</translation>
    </message>
    <message>
        <source>核实</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Erase</translation>
    </message>
    <message>
        <source>删除登记</source>
        <translation>Erase inquiry</translation>
    </message>
    <message>
        <source>可删除 {0}</source>
        <translation>Period over {0}</translation>
    </message>
    <message>
        <source>家属照片</source>
        <translation>Family photograph</translation>
    </message>
    <message>
        <source>撤回照片</source>
        <translation>Take photograph back</translation>
    </message>
    <message>
        <source>照片已删除，中心和本站其他电脑上的也一起删除；经过里留有这一条。</source>
        <translation>The photograph is deleted, at the centre and on the station's other computers too; the history keeps that it was.</translation>
    </message>
</context>
<context>
    <name>IntakeForm</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>不详按 F3</source>
        <translation>F3 if unknown</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>出生日期 / 年龄</source>
        <translation>Birth / age</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>民族</source>
        <translation>Ethnicity</translation>
    </message>
    <message>
        <source>户籍地</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>常住地址</source>
        <translation>Usual address</translation>
    </message>
    <message>
        <source>本人电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>亲属姓名</source>
        <translation>Kin</translation>
    </message>
    <message>
        <source>亲属电话</source>
        <translation>Phone of kin</translation>
    </message>
    <message>
        <source>曾用名 / 小名</source>
        <translation>Other names</translation>
    </message>
    <message>
        <source>口音 / 语言</source>
        <translation>Accent / language</translation>
    </message>
    <message>
        <source>来站方式</source>
        <translation>Came by</translation>
    </message>
    <message>
        <source>护送单位 / 交接人</source>
        <translation>Brought by</translation>
    </message>
    <message>
        <source>求助原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>发现地点</source>
        <translation>Found at</translation>
    </message>
    <message>
        <source>情况描述</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>Ctrl+Enter 换行</source>
        <translation>Ctrl+Enter: new line</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>待查</source>
        <translation>Unclear</translation>
    </message>
    <message>
        <source>有</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>无</source>
        <translation>No</translation>
    </message>
    <message>
        <source>体貌特征（身高、疤痕、衣着）</source>
        <translation>Looks (height, scars, clothes)</translation>
    </message>
    <message>
        <source>随身物品，每行一件</source>
        <translation>Belongings, one a line</translation>
    </message>
    <message>
        <source>例：手机 ×1 黑色</source>
        <translation>phone ×1 black</translation>
    </message>
    <message>
        <source>基本信息</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>求助情况</source>
        <translation>Why they came</translation>
    </message>
    <message>
        <source>先看人</source>
        <translation>Look first</translation>
    </message>
    <message>
        <source>出生日期（原样）：{0}</source>
        <translation>Birth as given: {0}</translation>
    </message>
    <message>
        <source>可填 47、40-50 或 1979</source>
        <translation>47, 40-50 or 1979</translation>
    </message>
    <message>
        <source>证件种类</source>
        <translation>Document type</translation>
    </message>
</context>
<context>
    <name>IntakePage</name>
    <message>
        <source>姓名不详</source>
        <translation>No name</translation>
    </message>
    <message>
        <source>告知书</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>清空重来</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>拍照</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>完成登记</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>接着填</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>已清空。</source>
        <translation>Emptied.</translation>
    </message>
    <message>
        <source>保存时自动编为“无名氏”，以后可补。</source>
        <translation>A made-up name is given when saving; the real one can follow.</translation>
    </message>
    <message>
        <source>到站 {0}</source>
        <translation>Arrived {0}</translation>
    </message>
    <message>
        <source>入站告知书（读给当事人听）</source>
        <translation>Notice (to be read out)</translation>
    </message>
    <message>
        <source>对照</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>补登 {0} · 到站 {1}</source>
        <translation>Completing {0} · arrived {1}</translation>
    </message>
    <message>
        <source>紧急登记时注明：{0}</source>
        <translation>Noted in the emergency: {0}</translation>
    </message>
    <message>
        <source>关闭告知书</source>
        <translation>Close the notice</translation>
    </message>
    <message>
        <source>关闭对照</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>下一位</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>名单</source>
        <translation>List</translation>
    </message>
    <message>
        <source>街面巡查</source>
        <translation>Street rounds</translation>
    </message>
</context>
<context>
    <name>JoinCard</name>
    <message>
        <source>接入中心</source>
        <translation>Join a centre</translation>
    </message>
    <message>
        <source>中心地址</source>
        <translation>Centre's address</translation>
    </message>
    <message>
        <source>邀请码</source>
        <translation>Invitation</translation>
    </message>
    <message>
        <source>这台电脑的名字</source>
        <translation>Name of this machine</translation>
    </message>
    <message>
        <source>例如 大厅左</source>
        <translation>for example: hall, left</translation>
    </message>
    <message>
        <source>接入</source>
        <translation>Join</translation>
    </message>
    <message>
        <source>向中心管理员要一个邀请码（24 小时内有效，每台电脑一个），照样输入即可。</source>
        <translation>Ask the centre's administrator for an invitation (it holds for 24 hours, for one machine) and type it as it is.</translation>
    </message>
    <message>
        <source>正在与中心联系…</source>
        <translation>Speaking to the centre…</translation>
    </message>
    <message>
        <source>这台电脑要重新接入。把编号 {0} 告诉中心管理员，要一个重新接入的邀请码。本机的内容都在，登记照常进行。</source>
        <translation>This machine has to join again. Tell the centre's administrator its number, {0}, and ask for an invitation to come back. Everything is on this machine; registering goes on.</translation>
    </message>
    <message>
        <source>这个地址没有回答。请核对地址和端口、网络是否通，再按“接入”。</source>
        <translation>Nobody answers at this address. Check the address, the port and the network, then press Join again.</translation>
    </message>
</context>
<context>
    <name>JourneyForm</name>
    <message>
        <source>返乡行程</source>
        <translation>Journey home</translation>
    </message>
    <message>
        <source>出发站</source>
        <translation>From</translation>
    </message>
    <message>
        <source>到达站</source>
        <translation>To</translation>
    </message>
    <message>
        <source>乘车日期</source>
        <translation>Travels on</translation>
    </message>
    <message>
        <source>可填 11-24 或 +1</source>
        <translation>11-24 or +1</translation>
    </message>
    <message>
        <source>有效期至</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>车次</source>
        <translation>Train</translation>
    </message>
    <message>
        <source>席别</source>
        <translation>Seat</translation>
    </message>
    <message>
        <source>票价（元）</source>
        <translation>Fare (yuan)</translation>
    </message>
    <message>
        <source>路线</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>直达</source>
        <translation>Direct</translation>
    </message>
    <message>
        <source>中转</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>中转站</source>
        <translation>Transfer at</translation>
    </message>
    <message>
        <source>当地救助站</source>
        <translation>Relief station there</translation>
    </message>
    <message>
        <source>备注（印在凭证上）</source>
        <translation>Remark (printed)</translation>
    </message>
    <message>
        <source>看不懂这个日期，例：2026-11-24</source>
        <translation>Not a day; for example 2026-11-24</translation>
    </message>
    <message>
        <source>他站已有凭证，为什么还要开</source>
        <translation>Another station issued one: why issue this</translation>
    </message>
    <message>
        <source>看不懂这个金额（最多写到分），例：612.50</source>
        <translation>Not an amount (down to the cent at most), e.g. 612.50</translation>
    </message>
</context>
<context>
    <name>JudgeCard</name>
    <message>
        <source>与本站个案是不是同一人</source>
        <translation>Is it the person of the case here</translation>
    </message>
    <message>
        <source>认定</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Enter 保存，Esc 返回</source>
        <translation>Enter saves, Esc goes back</translation>
    </message>
    <message>
        <source>请先选一个答案。</source>
        <translation>Please choose an answer first.</translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message>
        <source>接着填</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>没填完的登记已丢弃。</source>
        <translation>The unfinished arrival is thrown away.</translation>
    </message>
    <message>
        <source>这份草稿由别的版本保存，打不开。</source>
        <translation>This draft was kept by another version and cannot be opened.</translation>
    </message>
    <message>
        <source>有 {0} 份没填完的登记，最近一份 {1}（{2}）。</source>
        <translation>Unfinished arrivals: {0}; the latest of {1} ({2}).</translation>
    </message>
</context>
<context>
    <name>KeyLine</name>
    <message>
        <source>下一项</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>上一项</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>全部按键</source>
        <translation>Keys</translation>
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
</context>
<context>
    <name>KinCard</name>
    <message>
        <source>比对</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>依据（由人判断，不是结论）</source>
        <translation>Evidence (people decide; this is no conclusion)</translation>
    </message>
    <message>
        <source>问这些能分清</source>
        <translation>What would settle it</translation>
    </message>
    <message>
        <source>寻人登记 {0}</source>
        <translation>Inquiry {0}</translation>
    </message>
    <message>
        <source>谁在寻找</source>
        <translation>Who looks</translation>
    </message>
    <message>
        <source>经过</source>
        <translation>Course</translation>
    </message>
    <message>
        <source>寻人者可能有害：不告诉任何消息，不确认。请报告站领导和公安。</source>
        <translation>The inquirer may do harm: tell nothing, confirm nothing. Report to a leader and the police.</translation>
    </message>
    <message>
        <source>本人或这份登记已与别的比对确认过：请先核对哪一个是对的。</source>
        <translation>The person or the inquiry is confirmed with another one: find out first which is right.</translation>
    </message>
    <message>
        <source>未成年人：本人意愿由站领导按最有利于本人决定。</source>
        <translation>A child: a leader decides in their best interest.</translation>
    </message>
    <message>
        <source>登记的站</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>未核实</source>
        <translation>Not checked</translation>
    </message>
    <message>
        <source>核实</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>{0} 元</source>
        <translation>¥{0}</translation>
    </message>
</context>
<context>
    <name>KinPage</name>
    <message>
        <source>只看</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>寻亲比对</source>
        <translation>Pairs</translation>
    </message>
    <message>
        <source>寻人登记</source>
        <translation>Inquiry</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>工作台</source>
        <translation>Workbench</translation>
    </message>
    <message>
        <source>开始核实</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>本人意愿</source>
        <translation>Own wish</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>登记团聚</source>
        <translation>Reunited</translation>
    </message>
    <message>
        <source>告知寻人者</source>
        <translation>Tell inquirer</translation>
    </message>
    <message>
        <source>排除…</source>
        <translation>Exclude…</translation>
    </message>
    <message>
        <source>待办 {0}</source>
        <translation>Open {0}</translation>
    </message>
    <message>
        <source>全部 {0}</source>
        <translation>All {0}</translation>
    </message>
    <message>
        <source>没有发现相符的人。新的寻人登记和新到的人会自动比对，也可以按 F5 再看。</source>
        <translation>Nobody matches. New inquiries and arrivals are compared by themselves; F5 looks again.</translation>
    </message>
    <message>
        <source>已登记：{0}</source>
        <translation>Written down: {0}</translation>
    </message>
    <message>
        <source>被寻找的人</source>
        <translation>Looked for</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
    <message>
        <source>像不像</source>
        <translation>Likely</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>回访</source>
        <translation>Follow-up</translation>
    </message>
    <message>
        <source>。寻人登记还开着：按 F2 打开，再按 F4 结束。</source>
        <translation>. The inquiry is still open: F2 opens it, F4 closes it.</translation>
    </message>
    <message>
        <source>站里登记的人</source>
        <translation>On file here</translation>
    </message>
    <message>
        <source>已离站</source>
        <translation>left</translation>
    </message>
</context>
<context>
    <name>KinPhotos</name>
    <message>
        <source>站里的照片</source>
        <translation>Photograph at the station</translation>
    </message>
    <message>
        <source>家属给的照片</source>
        <translation>Photograph from the family</translation>
    </message>
    <message>
        <source>正在比对两张照片…</source>
        <translation>Comparing the two photographs…</translation>
    </message>
    <message>
        <source>没有照片</source>
        <translation>no photograph</translation>
    </message>
    <message>
        <source>站里</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>{0} 年</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>年份不详</source>
        <translation>year not known</translation>
    </message>
    <message>
        <source>家属</source>
        <translation>Family</translation>
    </message>
</context>
<context>
    <name>LanguageCard</name>
    <message>
        <source>界面语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>现在是{0}。切换时没填完的登记都会保留；以后打印的文书也用新的语言。返乡凭证要交给车站，总是中文。</source>
        <translation>It is {0} now. Unfinished arrivals stay when it changes; papers printed from then on use the new language. Return-travel vouchers go to the railway and are always in Chinese.</translation>
    </message>
</context>
<context>
    <name>LeadForm</name>
    <message>
        <source>新线索</source>
        <translation>New lead</translation>
    </message>
    <message>
        <source>来得多不是理由，照片相似也不算证据。线索只记事实，不影响救助；要调查、告知、听取意见，并由另一人审批后才生效。</source>
        <translation>Coming often is no ground, and likeness of photographs no evidence. A lead only notes facts and changes nothing; it takes an investigation, notice, the opinion heard and another person's approval.</translation>
    </message>
    <message>
        <source>哪一类事实</source>
        <translation>Kind of fact</translation>
    </message>
    <message>
        <source>发生日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>发生了什么</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>Ctrl+Enter 换行</source>
        <translation>Ctrl+Enter: new line</translation>
    </message>
    <message>
        <source>名单里已有此人的 {0} 条记录，先看一看是不是同一件事。</source>
        <translation>There are {0} entries about this person: look first whether it is the same matter.</translation>
    </message>
    <message>
        <source>请选择。</source>
        <translation>Please choose.</translation>
    </message>
    <message>
        <source>看不懂这个日期，例：2026-11-24</source>
        <translation>Not a date, e.g. 2026-11-24</translation>
    </message>
    <message>
        <source>证据 {0}</source>
        <translation>Evidence {0}</translation>
    </message>
    <message>
        <source>出处（哪份记录、哪张凭证、谁）</source>
        <translation>Source (record, voucher, who)</translation>
    </message>
    <message>
        <source>再加一条证据</source>
        <translation>More evidence</translation>
    </message>
    <message>
        <source>保存线索</source>
        <translation>Save lead</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>Leading</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>再加一条证据</source>
        <translation>More evidence</translation>
    </message>
    <message>
        <source>保存线索</source>
        <translation>Save lead</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
    <message>
        <source>线索已保存；要调查、告知、听取意见并由另一人审批后才生效。</source>
        <translation>Lead saved; it takes an investigation, notice, the opinion heard and another person's approval.</translation>
    </message>
    <message>
        <source>清空重来</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>上次没写完的线索已经填上，请接着写；清空重来按 Ctrl+N。</source>
        <translation>The lead that you had not finished is filled in; please go on. Ctrl+N clears it.</translation>
    </message>
</context>
<context>
    <name>LeavingForm</name>
    <message>
        <source>办理离站</source>
        <translation>Leaving</translation>
    </message>
    <message>
        <source>去向</source>
        <translation>How</translation>
    </message>
    <message>
        <source>确认离站</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>按数字、字母选择</source>
        <translation>choose with a digit or letter</translation>
    </message>
    <message>
        <source>请选择去向。</source>
        <translation>Choose how they leave.</translation>
    </message>
    <message>
        <source>看不懂这个时间，例：15:30 或 11-24 15:30</source>
        <translation>This time is not understood; such as 15:30 or 11-24 15:30</translation>
    </message>
    <message>
        <source>未成年人：先征得民政部门同意，并联系监护人。</source>
        <translation>A minor: first the civil affairs bureau agrees, and the guardian is called.</translation>
    </message>
    <message>
        <source>人户分离：户籍地 {0}，实际居住地 {1}，两处都要告知。</source>
        <translation>Registered in {0}, living in {1}: both places are told.</translation>
    </message>
    <message>
        <source>还寄存着：{0}。</source>
        <translation>Still in custody: {0}.</translation>
    </message>
    <message>
        <source>按 Ctrl+F6 办转接，对方先答应、先收到档案；也可以在这里直接办。</source>
        <translation>Ctrl+F6 makes a transfer: the other side agrees and has the file first; it can also be done here.</translation>
    </message>
    <message>
        <source>看不懂这个金额（最多写到分），例：12.50</source>
        <translation>Not an amount (down to the cent at most), e.g. 12.50</translation>
    </message>
</context>
<context>
    <name>LentDecisions</name>
    <message>
        <source>该站的同一人认定</source>
        <translation>Decided there about who it is</translation>
    </message>
    <message>
        <source>{0}（已撤回）</source>
        <translation>{0} (taken back)</translation>
    </message>
    <message>
        <source>没有做过认定。</source>
        <translation>Nothing was decided.</translation>
    </message>
</context>
<context>
    <name>LentPage</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>认定是否同一人</source>
        <translation>Decide who it is</translation>
    </message>
    <message>
        <source>紧急查阅</source>
        <translation>Break glass</translation>
    </message>
    <message>
        <source>认定已保存，可在本站此人的档案里撤回。</source>
        <translation>Saved. It can be taken back in this person's file here.</translation>
    </message>
</context>
<context>
    <name>LentVisits</name>
    <message>
        <source>在该站的来站经过</source>
        <translation>Visits there</translation>
    </message>
    <message>
        <source>没有来站记录。</source>
        <translation>No visits on record.</translation>
    </message>
    <message>
        <source>{0} 离站</source>
        <translation>Left {0}</translation>
    </message>
    <message>
        <source>凭证</source>
        <translation>Voucher</translation>
    </message>
    <message>
        <source>凭证已作废</source>
        <translation>Void voucher</translation>
    </message>
</context>
<context>
    <name>LentWho</name>
    <message>
        <source>最近的照片</source>
        <translation>Last photograph</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
    <message>
        <source>他站 {0}</source>
        <translation>Station {0}</translation>
    </message>
    <message>
        <source>来站 {0} 次</source>
        <translation>Visits: {0}</translation>
    </message>
    <message>
        <source>以前的照片</source>
        <translation>Earlier photograph</translation>
    </message>
    <message>
        <source>已核实</source>
        <translation>Checked</translation>
    </message>
</context>
<context>
    <name>LetterForm</name>
    <message>
        <source>家乡部门（可改）</source>
        <translation>Home office (may be changed)</translation>
    </message>
    <message>
        <source>联系电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>离站以来的情况</source>
        <translation>Since leaving</translation>
    </message>
    <message>
        <source>写回访函</source>
        <translation>Write letter</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>LettersCard</name>
    <message>
        <source>信箱</source>
        <translation>Letterbox</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>What it says</translation>
    </message>
    <message>
        <source>没有待处理的信件。</source>
        <translation>No letter waits.</translation>
    </message>
    <message>
        <source>{0} 封</source>
        <translation>{0} letters</translation>
    </message>
    <message>
        <source>现在的值</source>
        <translation>Value now</translation>
    </message>
    <message>
        <source>另一个值</source>
        <translation>The other value</translation>
    </message>
    <message>
        <source>已核实</source>
        <translation>Checked</translation>
    </message>
    <message>
        <source>未核实</source>
        <translation>Not checked</translation>
    </message>
    <message>
        <source>答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>写明核实的结果，F6 结信</source>
        <translation>Say what was found; F6 settles it</translation>
    </message>
    <message>
        <source>正在读取信件…</source>
        <translation>Reading the letters…</translation>
    </message>
    <message>
        <source>受保护的档案</source>
        <translation>A protected file</translation>
    </message>
    <message>
        <source>已更正或作废，不再有效</source>
        <translation>Corrected or withdrawn, no longer counts</translation>
    </message>
    <message>
        <source>后来又改过</source>
        <translation>Changed again since</translation>
    </message>
    <message>
        <source>{0} 改为此值</source>
        <translation>{0} changed it to this</translation>
    </message>
</context>
<context>
    <name>LettersPage</name>
    <message>
        <source>函件</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>写函件</source>
        <translation>Write</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>打印另一份</source>
        <translation>Second paper</translation>
    </message>
    <message>
        <source>改写</source>
        <translation>Rewrite</translation>
    </message>
    <message>
        <source>批准发布</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>登记发出</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>登记复函</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>还没有选定来站记录。请从在站人员（Alt+2）里选一个人。</source>
        <translation>No visit is chosen. Please choose somebody among the people in the station (Alt+2).</translation>
    </message>
    <message>
        <source>还没有函件。按 F2 写一份，能从登记里取的已经填好。</source>
        <translation>No letters yet. F2 writes one; what the register knows is filled in.</translation>
    </message>
    <message>
        <source>此人已受保密保护，还有没有撤下的寻亲公告：请立即撤下，并按 F7 登记。</source>
        <translation>This person is protected and a notice still hangs: take it down at once, and note it with F7.</translation>
    </message>
    <message>
        <source>函件 / 编号</source>
        <translation>Letter / number</translation>
    </message>
    <message>
        <source>送往</source>
        <translation>To</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>期限 / 结果</source>
        <translation>Due / result</translation>
    </message>
    <message>
        <source>最迟</source>
        <translation>at the latest</translation>
    </message>
    <message>
        <source>发布包</source>
        <translation>Publish pack</translation>
    </message>
</context>
<context>
    <name>LineCard</name>
    <message>
        <source>与中心的连接</source>
        <translation>Line to the centre</translation>
    </message>
    <message>
        <source>已连接</source>
        <translation>Connected</translation>
    </message>
    <message>
        <source>离线</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>中心未收</source>
        <translation>Not taken</translation>
    </message>
    <message>
        <source>未接入</source>
        <translation>Alone</translation>
    </message>
    <message>
        <source>本机单独工作</source>
        <translation>This desk works alone</translation>
    </message>
    <message>
        <source>数据加密保存在本机。接入中心后，各站能认出彼此登记过的人。</source>
        <translation>Data are encrypted on this machine. Joined to a centre, stations recognise each other's people.</translation>
    </message>
    <message>
        <source>待发送 {0} 条</source>
        <translation>{0} entries wait to be sent</translation>
    </message>
    <message>
        <source>没有待发送的内容</source>
        <translation>Nothing waits to be sent</translation>
    </message>
    <message>
        <source>上次核对：{0}</source>
        <translation>Last exchange: {0}</translation>
    </message>
    <message>
        <source>本次登录后还没有核对过</source>
        <translation>No exchange since this login</translation>
    </message>
    <message>
        <source> {0} 秒后再试。</source>
        <translation> Tried again in {0} s.</translation>
    </message>
    <message>
        <source>还有 {0} 条正在接收，收完以前名单可能不全</source>
        <translation>{0} more are coming; until then lists may be incomplete</translation>
    </message>
    <message>
        <source>载入中</source>
        <translation>Loading</translation>
    </message>
    <message>
        <source>已暂停</source>
        <translation>Paused</translation>
    </message>
    <message>
        <source>与中心逐条比对：{0}，有 {1} 条不同，已重新取来。</source>
        <translation>Compared with the centre row by row: {0}; {1} differed and were fetched again.</translation>
    </message>
    <message>
        <source>与中心逐条比对：{0}，完全一致。</source>
        <translation>Compared with the centre row by row: {0}; nothing differed.</translation>
    </message>
    <message>
        <source>正在与中心核对…</source>
        <translation>Checking with the centre…</translation>
    </message>
    <message>
        <source>随身物品</source>
        <translation>Belongings</translation>
    </message>
    <message>
        <source>登记一件物品，回车保存</source>
        <translation>One thing, Enter saves it</translation>
    </message>
    <message>
        <source>例：手机×1 黑色华为　100元×3　身份证</source>
        <translation>e.g. phone×1 black, passport</translation>
    </message>
    <message>
        <source>危险品的处置</source>
        <translation>Dangerous: what was done</translation>
    </message>
</context>
<context>
    <name>LinksCard</name>
    <message>
        <source>同一人认定</source>
        <translation>Decisions: same person?</translation>
    </message>
    <message>
        <source>没有和别的档案做过认定。</source>
        <translation>Nothing was decided about this and another file.</translation>
    </message>
    <message>
        <source>已撤回：{0}</source>
        <translation>Taken back: {0}</translation>
    </message>
    <message>
        <source>{0}（已撤回）</source>
        <translation>{0} (taken back)</translation>
    </message>
    <message>
        <source>看档案</source>
        <translation>File</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>待中心确认</source>
        <translation>Waits for the centre</translation>
    </message>
</context>
<context>
    <name>ListedCard</name>
    <message>
        <source>重点甄别</source>
        <translation>Blacklist</translation>
    </message>
</context>
<context>
    <name>ListedInFile</name>
    <message>
        <source>已保存。还可以再写一次，原来的保留。</source>
        <translation>Saved. Another may be added; this one stays.</translation>
    </message>
    <message>
        <source>对名单的处理已保存。</source>
        <translation>The decision about the list is saved.</translation>
    </message>
</context>
<context>
    <name>ListedShown</name>
    <message>
        <source>重点甄别</source>
        <translation>Blacklist</translation>
    </message>
</context>
<context>
    <name>LoadCard</name>
    <message>
        <source>载入本站资料</source>
        <translation>Loading the station's records</translation>
    </message>
    <message>
        <source>载入进度</source>
        <translation>Progress of loading</translation>
    </message>
    <message>
        <source>登记照常进行，已保存的照常发送。可以随时暂停，断开后从断处继续。</source>
        <translation>Registering goes on and what is saved is sent. Pause whenever you like; when it is cut off it goes on from there.</translation>
    </message>
    <message>
        <source>暂停载入</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>从U盘载入…</source>
        <translation>From a stick …</translation>
    </message>
    <message>
        <source>{0} / {1} 条（{2}%）</source>
        <translation>{0} / {1} rows ({2} %)</translation>
    </message>
    <message>
        <source>正在询问中心有哪些资料…</source>
        <translation>Asking the centre what there is …</translation>
    </message>
    <message>
        <source>继续载入</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>已暂停</source>
        <translation>Paused</translation>
    </message>
    <message>
        <source>载入中</source>
        <translation>Loading</translation>
    </message>
    <message>
        <source>等待网络</source>
        <translation>Waiting for the network</translation>
    </message>
    <message>
        <source>中心制作的快照</source>
        <translation>A snapshot written by the centre</translation>
    </message>
    <message>
        <source>快照 (*.gtstick)</source>
        <translation>Snapshots (*.gtstick)</translation>
    </message>
    <message>
        <source>正在核对U盘上的快照…</source>
        <translation>Proving the snapshot on the stick …</translation>
    </message>
    <message>
        <source>资料都到了，正在编排检索…</source>
        <translation>Everything is here, making it searchable…</translation>
    </message>
    <message>
        <source>还没有从中心取到本站资料。有中心制作的U盘，可以先从U盘载入。</source>
        <translation>The station's file has not come from the centre yet. If there is a USB stick made by the centre, load from that first.</translation>
    </message>
</context>
<context>
    <name>LoansCard</name>
    <message>
        <source>本机现有的他站档案</source>
        <translation>Files of other stations here now</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
    <message>
        <source>{0}　{1}　{2} 前</source>
        <translation>{0}  {1}  until {2}</translation>
    </message>
    <message>
        <source>没有。找到他站索引卡（Ctrl+K）后按 F6 调阅。</source>
        <translation>None. Find an index card (Ctrl+K) and press F6.</translation>
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
    <message>
        <source>手机上的动态码，或备用码</source>
        <translation>Code on the telephone, or a spare one</translation>
    </message>
    <message>
        <source>账号设在本站别的电脑上？请这台的管理员在“设置 → 工作人员”按 F6 给您临时密码。</source>
        <translation>Account from another computer of the station? This one's administrator gives you a first password: Settings, Staff, F6.</translation>
    </message>
</context>
<context>
    <name>Looking</name>
    <message>
        <source>选择照片</source>
        <translation>Choose a photograph</translation>
    </message>
    <message>
        <source>照片 (*.jpg *.jpeg *.png *.bmp *.webp)</source>
        <translation>Photographs (*.jpg *.jpeg *.png *.bmp *.webp)</translation>
    </message>
    <message>
        <source>这张照片不能比对。</source>
        <translation>This photograph cannot be compared.</translation>
    </message>
    <message>
        <source>{0} 可按证件号码，或姓名加出生日期查找。</source>
        <translation>{0} Search by document, or by name and birth.</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>ready</translation>
    </message>
    <message>
        <source>未设置</source>
        <translation>not set</translation>
    </message>
    <message>
        <source>断开</source>
        <translation>lost</translation>
    </message>
    <message>
        <source>照片已取消。</source>
        <translation>The photograph was taken out.</translation>
    </message>
</context>
<context>
    <name>LooksView</name>
    <message>
        <source>工作人员</source>
        <translation>Officer</translation>
    </message>
    <message>
        <source>查阅</source>
        <translation>Looks</translation>
    </message>
    <message>
        <source>不在站</source>
        <translation>Not here</translation>
    </message>
    <message>
        <source>夜间</source>
        <translation>At night</translation>
    </message>
    <message>
        <source>按工作人员</source>
        <translation>By officer</translation>
    </message>
    <message>
        <source>被查阅的人</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>最后</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>按被查阅的人</source>
        <translation>By person</translation>
    </message>
    <message>
        <source>“不在站”：查阅时此人不在站，离站也已过七天。“夜间”：22 时到 6 时。不在站达到 {0} 次、夜间达到 {0} 次并过半的标出来，请问明用途；寻亲、投诉核查、值夜班本来就会这样。</source>
        <translation>Not here: the person was not in the station and had left more than seven days before. At night: from 22 to 6. Marked from {0} such looks on, or from {0} at night where those are most: please ask what they were for. Tracing, complaints and night watch are like that anyway.</translation>
    </message>
    <message>
        <source>谁查阅的</source>
        <translation>Who looked</translation>
    </message>
    <message>
        <source>查阅了谁</source>
        <translation>At whom</translation>
    </message>
    <message>
        <source>{0}：{1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>{0} 人</source>
        <translation>{0} people</translation>
    </message>
    <message>
        <source>{0} 人查阅</source>
        <translation>by {0}</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
</context>
<context>
    <name>Making</name>
    <message>
        <source>月报已生成（只有数字，没有姓名）：{0}</source>
        <translation>The monthly report is made (figures, no names): {0}</translation>
    </message>
</context>
<context>
    <name>MatterCard</name>
    <message>
        <source>办结依据</source>
        <translation>What closes it</translation>
    </message>
    <message>
        <source>未指定</source>
        <translation>nobody yet</translation>
    </message>
    <message>
        <source>负责人：{0}</source>
        <translation>Owner: {0}</translation>
    </message>
    <message>
        <source>记录有误</source>
        <translation>Was wrong</translation>
    </message>
</context>
<context>
    <name>MatterForm</name>
    <message>
        <source>事项</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>办理日期</source>
        <translation>Done on</translation>
    </message>
    <message>
        <source>到哪一天</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>例 12-20 或 +10</source>
        <translation>e.g. 12-20 or +10</translation>
    </message>
    <message>
        <source>向谁报告、由谁同意</source>
        <translation>Who was told, or who agreed</translation>
    </message>
    <message>
        <source>编号、回执号、备案号</source>
        <translation>Number of receipt or filing</translation>
    </message>
    <message>
        <source>说明、原因</source>
        <translation>Words, why</translation>
    </message>
    <message>
        <source>办结事项</source>
        <translation>Close a matter</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>延长救助期限</source>
        <translation>Extend the stay</translation>
    </message>
    <message>
        <source>添加事项</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>请选择。</source>
        <translation>Please choose.</translation>
    </message>
    <message>
        <source>看不懂这个日期，例：2026-11-24</source>
        <translation>Not a date, e.g. 2026-11-24</translation>
    </message>
</context>
<context>
    <name>MetCard</name>
    <message>
        <source>街面遇见</source>
        <translation>Met in the street</translation>
    </message>
    <message>
        <source>照片（不做人脸比对）</source>
        <translation>Picture (no face is compared)</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>写到能再找到</source>
        <translation>so that it is found again</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>提供了什么</source>
        <translation>Offered</translation>
    </message>
    <message>
        <source>拒绝的原因</source>
        <translation>Why it was refused</translation>
    </message>
    <message>
        <source>姓名或称呼</source>
        <translation>Name, if said</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>年龄</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>例：约50</source>
        <translation>e.g. 50</translation>
    </message>
    <message>
        <source>衣着、体貌</source>
        <translation>Clothes, looks</translation>
    </message>
    <message>
        <source>马上处理</source>
        <translation>At once</translation>
    </message>
    <message>
        <source>120 时间</source>
        <translation>120 called at</translation>
    </message>
    <message>
        <source>110 时间</source>
        <translation>110 called at</translation>
    </message>
    <message>
        <source>本人是否同意拍照</source>
        <translation>Agreed to the picture</translation>
    </message>
    <message>
        <source>再去看</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>不填按规定</source>
        <translation>empty: by the rule</translation>
    </message>
    <message>
        <source>其他情况</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>同意</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>不同意</source>
        <translation>No</translation>
    </message>
    <message>
        <source>说不清</source>
        <translation>Unable</translation>
    </message>
    <message>
        <source>2 小时</source>
        <translation>2 h</translation>
    </message>
    <message>
        <source>4 小时</source>
        <translation>4 h</translation>
    </message>
    <message>
        <source>明天</source>
        <translation>Tomorrow</translation>
    </message>
    <message>
        <source>3 天后</source>
        <translation>In 3 days</translation>
    </message>
    <message>
        <source>不用</source>
        <translation>No need</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>MonthlyPage</name>
    <message>
        <source>看什么</source>
        <translation>What to see</translation>
    </message>
    <message>
        <source>表</source>
        <translation>Tables</translation>
    </message>
    <message>
        <source>图</source>
        <translation>Plots</translation>
    </message>
    <message>
        <source>返回数字</source>
        <translation>Back to the figures</translation>
    </message>
    <message>
        <source>打开档案</source>
        <translation>Open file</translation>
    </message>
    <message>
        <source>上个月</source>
        <translation>Month before</translation>
    </message>
    <message>
        <source>下个月</source>
        <translation>Next month</translation>
    </message>
    <message>
        <source>表或图</source>
        <translation>Tables or plots</translation>
    </message>
    <message>
        <source>存为表格</source>
        <translation>Save as xlsx</translation>
    </message>
    <message>
        <source>存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>是哪些人</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>{0} · 正在统计…</source>
        <translation>{0} · counting…</translation>
    </message>
    <message>
        <source>应于 {0} 前上报</source>
        <translation>Due by {0}</translation>
    </message>
    <message>
        <source>截至 {0}，F5 重新统计</source>
        <translation>As of {0}, F5 counts anew</translation>
    </message>
    <message>
        <source>团聚与回访</source>
        <translation>Reunions</translation>
    </message>
    <message>
        <source>后 {0} 人</source>
        <translation>Next {0}</translation>
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
    <message>
        <source>紧急登记</source>
        <translation>Emergency</translation>
    </message>
</context>
<context>
    <name>NoteForm</name>
    <message>
        <source>寻亲记录</source>
        <translation>Tracing record</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>{0} 个，按 ↓ 选</source>
        <translation>{0}: choose with ↓</translation>
    </message>
    <message>
        <source>看不懂日期，请写成 11-24 或 2026-11-24。</source>
        <translation>This is no date; write 11-24 or 2026-11-24.</translation>
    </message>
    <message>
        <source>原话、情景（可空）</source>
        <translation>Wording, circumstances (may be empty)</translation>
    </message>
    <message>
        <source>谁说的（可空）</source>
        <translation>Who said so (may be empty)</translation>
    </message>
    <message>
        <source>谈了什么</source>
        <translation>What was talked about</translation>
    </message>
    <message>
        <source>谁来谈（可空）</source>
        <translation>Who talked (may be empty)</translation>
    </message>
    <message>
        <source>可能是谁、从哪里来</source>
        <translation>Who it may be, from where</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>缩小到哪里</source>
        <translation>Narrowed to</translation>
    </message>
    <message>
        <source>说了什么</source>
        <translation>What was said</translation>
    </message>
    <message>
        <source>跟谁（单位和姓名）</source>
        <translation>With whom (office and name)</translation>
    </message>
    <message>
        <source>1 排除</source>
        <translation>1 Ruled out</translation>
    </message>
    <message>
        <source>2 成立</source>
        <translation>2 Held</translation>
    </message>
    <message>
        <source>1 改写</source>
        <translation>1 Rewrite</translation>
    </message>
    <message>
        <source>2 撤回</source>
        <translation>2 Take back</translation>
    </message>
    <message>
        <source>最长 {0} 分钟</source>
        <translation>{0} minutes at most</translation>
    </message>
    <message>
        <source>怎样更正</source>
        <translation>How to correct</translation>
    </message>
    <message>
        <source>更正理由</source>
        <translation>Why it is corrected</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>按数字或字母</source>
        <translation>by digit or letter</translation>
    </message>
    <message>
        <source>结论</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>听到的地名</source>
        <translation>Place as heard</translation>
    </message>
    <message>
        <source>汉字或拼音</source>
        <translation>characters or pinyin</translation>
    </message>
    <message>
        <source>听起来像</source>
        <translation>Sounds like</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>按数字</source>
        <translation>by digit</translation>
    </message>
    <message>
        <source>方式</source>
        <translation>How</translation>
    </message>
    <message>
        <source>说什么话（可空）</source>
        <translation>Language (may be empty)</translation>
    </message>
    <message>
        <source>谁翻译（可空）</source>
        <translation>Interpreter (may be empty)</translation>
    </message>
    <message>
        <source>哪天（可空）</source>
        <translation>Which day (may be empty)</translation>
    </message>
    <message>
        <source>录音（可空）</source>
        <translation>Sound (may be empty)</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>What it is</translation>
    </message>
</context>
<context>
    <name>NoticeTelling</name>
    <message>
        <source>图示</source>
        <translation>Pictures</translation>
    </message>
    <message>
        <source>停止朗读</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>朗读</source>
        <translation>Read aloud</translation>
    </message>
</context>
<context>
    <name>Noting</name>
    <message>
        <source>登记去向</source>
        <translation>What became of it</translation>
    </message>
    <message>
        <source>保存去向</source>
        <translation>Save entry</translation>
    </message>
    <message>
        <source>凭证去向已保存：{0}。</source>
        <translation>Saved: {0}.</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>录音</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>录音文件</source>
        <translation>Sound file</translation>
    </message>
    <message>
        <source>去掉录音</source>
        <translation>Without sound</translation>
    </message>
    <message>
        <source>口音“{0}”像：{1}</source>
        <translation>The accent "{0}" is like: {1}</translation>
    </message>
    <message>
        <source>没有听起来像的地方。请换一个写法，或者直接填地方。</source>
        <translation>No place sounds like this. Write it another way, or fill in a place.</translation>
    </message>
    <message>
        <source>正在查，第一次要几秒…</source>
        <translation>looking; a few seconds at first…</translation>
    </message>
    <message>
        <source>请选择。</source>
        <translation>Choose one.</translation>
    </message>
    <message>
        <source>已记下。</source>
        <translation>Noted.</translation>
    </message>
    <message>
        <source>要重开，请先作废这张（Ctrl+F10）。</source>
        <translation> To issue another, void this one first (Ctrl+F10).</translation>
    </message>
    <message>
        <source>这张凭证又有效了，此人另有有效凭证 {0}：请作废其中一张。</source>
        <translation>This voucher holds again, and {0} of the same person holds too: withdraw one of them.</translation>
    </message>
</context>
<context>
    <name>NumberCard</name>
    <message>
        <source>全国系统编号</source>
        <translation>National number</translation>
    </message>
    <message>
        <source>该系统显示的编号</source>
        <translation>Number shown there</translation>
    </message>
    <message>
        <source>编号从哪里来</source>
        <translation>Where it is from</translation>
    </message>
    <message>
        <source>为什么更正（编号留空即撤销）</source>
        <translation>Why corrected (left empty: none)</translation>
    </message>
    <message>
        <source>还没有编号</source>
        <translation>No number yet</translation>
    </message>
    <message>
        <source>别处已经填了 {0}。要改成这里写的，请写明为什么；不改就不用保存。</source>
        <translation>{0} was written down at another desk. To change it to this, say why; otherwise nothing need be saved.</translation>
    </message>
</context>
<context>
    <name>NumberForm</name>
    <message>
        <source>回执上的函件编号，或扫到的文字</source>
        <translation>Letter number on the slip, or the scanned text</translation>
    </message>
    <message>
        <source>输入回执编号</source>
        <translation>Slip number</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Find</translation>
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
    <name>OfficersCard</name>
    <message>
        <source>工作人员</source>
        <translation>Officers</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>岗位</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>初始密码</source>
        <translation>First password</translation>
    </message>
    <message>
        <source>停用 {0} 的账号后，原密码不能再登录；经手的记录都保留。</source>
        <translation>Once the account of {0} is closed, its password opens nothing; records stay.</translation>
    </message>
    <message>
        <source>{0} 的密码已重设。</source>
        <translation>{0} has a new password.</translation>
    </message>
    <message>
        <source>{0} 的账号已停用。</source>
        <translation>The account of {0} is closed.</translation>
    </message>
    <message>
        <source>请选择岗位。</source>
        <translation>Please choose a role.</translation>
    </message>
    <message>
        <source>添加</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>设新密码</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>确认停用</source>
        <translation>Close account</translation>
    </message>
    <message>
        <source>新密码</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>在用</source>
        <translation>Active</translation>
    </message>
    <message>
        <source>已停用</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>姓名 / 账号</source>
        <translation>Name / login</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>给 {0} 设临时密码，请当面告知本人；登录后要换成自己的。</source>
        <translation>A temporary password for {0}; tell it in person. It is changed at the next login.</translation>
    </message>
    <message>
        <source>已添加 {0}，可以登录了；首次登录时要换成自己的密码。</source>
        <translation>{0} was added and can log in; the password is changed at the first login.</translation>
    </message>
    <message>
        <source>登录名</source>
        <translation>Login</translation>
    </message>
    <message>
        <source>清除动态码的原因</source>
        <translation>Why the second code is taken away</translation>
    </message>
    <message>
        <source>例如 手机丢失</source>
        <translation>for example a lost telephone</translation>
    </message>
    <message>
        <source>清除 {0} 的动态码后，登录只问密码；请本人尽快重新设置。</source>
        <translation>Without it {0} logs in by password only and should set up a new one soon.</translation>
    </message>
    <message>
        <source>已清除 {0} 的动态码。</source>
        <translation>The second code of {0} is gone.</translation>
    </message>
    <message>
        <source>清除动态码</source>
        <translation>Take second code away</translation>
    </message>
    <message>
        <source>动态码</source>
        <translation>Second code</translation>
    </message>
    <message>
        <source>本机未设密码</source>
        <translation>no password here</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>{0} 的性别：女性由女性工作人员安检。</source>
        <translation>Sex of {0}: a woman is checked by a woman.</translation>
    </message>
    <message>
        <source>{0} 的性别已保存。</source>
        <translation>The sex of {0} is saved.</translation>
    </message>
    <message>
        <source>保存性别</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>登记性别</source>
        <translation>Sex</translation>
    </message>
</context>
<context>
    <name>OutcomeForm</name>
    <message>
        <source>结果（按数字即登记）</source>
        <translation>Result (a digit writes it)</translation>
    </message>
    <message>
        <source>说明（需要什么帮助，何时去了哪里）</source>
        <translation>Remarks (what help, when and where to)</translation>
    </message>
    <message>
        <source>登记回执</source>
        <translation>Note slip</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>OverPage</name>
    <message>
        <source>保存期满的档案</source>
        <translation>Files whose period is over</translation>
    </message>
    <message>
        <source>最后一次来站已满 {0} 年、不在站、没有申请过删除的人。打开档案后按 F4 决定是否删除；系统不会自动删除任何档案。</source>
        <translation>People whose last visit was {0} years ago or more, who are not here and about whom nothing was decided. Open a file and press F4 to decide; nothing is ever erased by itself.</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>最后来站</source>
        <translation>Last visit</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>没有保存期满的档案。</source>
        <translation>There is no file whose period is over.</translation>
    </message>
    <message>
        <source>返回设置</source>
        <translation>Back to settings</translation>
    </message>
    <message>
        <source>打开档案</source>
        <translation>Open file</translation>
    </message>
    <message>
        <source>{0} 份</source>
        <translation>{0} files</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
</context>
<context>
    <name>OversightPage</name>
    <message>
        <source>看什么</source>
        <translation>What to see</translation>
    </message>
    <message>
        <source>公平：做了什么、对谁</source>
        <translation>Fairness</translation>
    </message>
    <message>
        <source>查阅：谁看了谁</source>
        <translation>Looks</translation>
    </message>
    <message>
        <source>紧急查阅</source>
        <translation>Break-glass</translation>
    </message>
    <message>
        <source>返回数字</source>
        <translation>Back to the figures</translation>
    </message>
    <message>
        <source>打开档案</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>前一期</source>
        <translation>Earlier</translation>
    </message>
    <message>
        <source>后一期</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>月/季/年</source>
        <translation>Length</translation>
    </message>
    <message>
        <source>换一栏</source>
        <translation>Part</translation>
    </message>
    <message>
        <source>年度评估</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>是哪些人</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>截至 {0}，F5 重新统计</source>
        <translation>As of {0}, F5 counts anew</translation>
    </message>
    <message>
        <source>{0} 年</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>{0} 年第 {1} 季度</source>
        <translation>{0}, quarter {1}</translation>
    </message>
    <message>
        <source>{0} 年 {1} 月</source>
        <translation>{0}-{1}</translation>
    </message>
    <message>
        <source>{0} · 正在统计…</source>
        <translation>{0} · counting…</translation>
    </message>
    <message>
        <source>存有人脸 {0} / {1} 人</source>
        <translation>Faces on file {0} / {1}</translation>
    </message>
    <message>
        <source>存有人脸的已有 {0} 人。达到 {1} 人起须在 {2} 个工作日内向省级以上网信部门备案，请站领导准备。</source>
        <translation>{0} persons have a face on file. From {1} on a filing with the provincial cyberspace office is due within {2} working days: please prepare it.</translation>
    </message>
</context>
<context>
    <name>OwedLine</name>
    <message>
        <source>{0} 项权利请求待答复，其中 {1} 项已超期。</source>
        <translation>{0} requests wait for an answer, {1} of them overdue.</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>Show</translation>
    </message>
</context>
<context>
    <name>OwnerForm</name>
    <message>
        <source>负责人</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>指定负责人</source>
        <translation>Name an owner</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>PairClues</name>
    <message>
        <source>可以问清：{0}</source>
        <translation>To settle: {0}</translation>
    </message>
    <message>
        <source>寻人者可能有害：什么都不告诉</source>
        <translation>The inquirer may do harm: nothing is told</translation>
    </message>
</context>
<context>
    <name>PapersCard</name>
    <message>
        <source>文书</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>{0}（{1}）</source>
        <translation>{0} ({1})</translation>
    </message>
    <message>
        <source>{0}　已出 {1} 份</source>
        <translation>{0}, {1} printed</translation>
    </message>
</context>
<context>
    <name>PapersPage</name>
    <message>
        <source>文书</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>另存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>开凭证</source>
        <translation>Voucher</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>还没有选定来站记录。请从在站人员（Alt+2）里选一个人。</source>
        <translation>No visit is chosen yet. Choose somebody in the station (Alt+2).</translation>
    </message>
    <message>
        <source>凭证 {0}（已作废）</source>
        <translation>Voucher {0} (void)</translation>
    </message>
    <message>
        <source>求助登记表</source>
        <translation>Registration</translation>
    </message>
    <message>
        <source>入站告知书</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>凭证 {0}</source>
        <translation>Voucher {0}</translation>
    </message>
    <message>
        <source>还没有打印过。</source>
        <translation>Not printed yet.</translation>
    </message>
    <message>
        <source>已出过 {0} 份；再打印会印上补打标记。</source>
        <translation>{0} copies so far; the next one is marked as a reprint.</translation>
    </message>
    <message>
        <source>本次来站</source>
        <translation>This visit</translation>
    </message>
    <message>
        <source>没有设置打印机，可另存为 PDF。</source>
        <translation>No printer is set; save as PDF.</translation>
    </message>
    <message>
        <source>接下来</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>下一位来站</source>
        <translation>Next arrival</translation>
    </message>
    <message>
        <source>在站人员</source>
        <translation>In the station</translation>
    </message>
    <message>
        <source>屏幕签名</source>
        <translation>Sign here</translation>
    </message>
    <message>
        <source>签名已保存，印在文书上；内容再有更改须重新签。</source>
        <translation>The signature is kept and stands on the paper; should the paper change, it must be signed again.</translation>
    </message>
    <message>
        <source>全部打印</source>
        <translation>Print all</translation>
    </message>
    <message>
        <source>不予救助通知书</source>
        <translation>Refusal notice</translation>
    </message>
    <message>
        <source>终止救助通知书</source>
        <translation>Notice that help ends</translation>
    </message>
    <message>
        <source>{0}（{1}）</source>
        <translation>{0} ({1})</translation>
    </message>
    <message>
        <source>本人信息告知单</source>
        <translation>What is kept about the person</translation>
    </message>
    <message>
        <source>安排床位</source>
        <translation>Give a bed</translation>
    </message>
    <message>
        <source>寄存</source>
        <translation>Belongings</translation>
    </message>
    <message>
        <source>安检登记</source>
        <translation>Security check</translation>
    </message>
    <message>
        <source>寄存物品清单</source>
        <translation>Custody list</translation>
    </message>
    <message>
        <source>随身物品、寄存</source>
        <translation>Belongings</translation>
    </message>
    <message>
        <source>在站服务及离站登记表</source>
        <translation>Services and leaving</translation>
    </message>
    <message>
        <source>整卷打印</source>
        <translation>Print whole file</translation>
    </message>
</context>
<context>
    <name>PasswordCard</name>
    <message>
        <source>修改我的密码</source>
        <translation>Change my password</translation>
    </message>
    <message>
        <source>现在的密码</source>
        <translation>Present password</translation>
    </message>
    <message>
        <source>新密码</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>再输一次</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>修改密码</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>两次输入的新密码不一样。</source>
        <translation>The two new passwords differ.</translation>
    </message>
    <message>
        <source>正在修改…</source>
        <translation>Changing…</translation>
    </message>
    <message>
        <source>密码已修改，下次登录请用新密码。</source>
        <translation>Changed. Use the new password next time.</translation>
    </message>
    <message>
        <source>现在的密码不对。</source>
        <translation>The present password is wrong.</translation>
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
    <name>PeopleView</name>
    <message>
        <source>数字背后的人</source>
        <translation>The people behind a figure</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>出生 / 年龄</source>
        <translation>Birth / age</translation>
    </message>
    <message>
        <source>最后来站</source>
        <translation>Last visit</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Case number</translation>
    </message>
    <message>
        <source>查看已记录：谁、什么时候、监督检查。</source>
        <translation>Written down: who looked, when, for oversight.</translation>
    </message>
    <message>
        <source>只列最近的 {0} 人。</source>
        <translation>Only the last {0} are listed.</translation>
    </message>
    <message>
        <source>另有 {0} 人受保密保护，不列出。</source>
        <translation>{0} more are sealed and not listed.</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
    <message>
        <source>第 {0}–{1} 人。</source>
        <translation>Persons {0} to {1}.</translation>
    </message>
</context>
<context>
    <name>PermitCard</name>
    <message>
        <source>我的联网授权</source>
        <translation>My permit</translation>
    </message>
    <message>
        <source>邀请码</source>
        <translation>Invitation</translation>
    </message>
    <message>
        <source>给本站下一台电脑一个邀请码</source>
        <translation>A code for this station's next computer</translation>
    </message>
    <message>
        <source>接待登记、打印、发送本站的记录都不需要它；到期前每次同步会自动续上。</source>
        <translation>Registering, printing and sending this station's records need none; syncs renew it before it ends.</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>none</translation>
    </message>
    <message>
        <source>还没有联网授权</source>
        <translation>No permit yet</translation>
    </message>
    <message>
        <source>同步一次后由中心发给。紧急情况按 F10 登记，不需要授权。</source>
        <translation>The centre gives one at the first sync. In an emergency press F10; that needs no permit.</translation>
    </message>
    <message>
        <source>已过期</source>
        <translation>run out</translation>
    </message>
    <message>
        <source>有效</source>
        <translation>holds</translation>
    </message>
    <message>
        <source>已于 {0} 过期，同步一次就会续上</source>
        <translation>Ran out at {0}; one sync renews it</translation>
    </message>
    <message>
        <source>有效到 {0}</source>
        <translation>Holds until {0}</translation>
    </message>
    <message>
        <source>联网时可以：{0}</source>
        <translation>When connected: {0}</translation>
    </message>
    <message>
        <source>您的岗位没有需要联网的权限。</source>
        <translation>Your role has no right that needs the centre.</translation>
    </message>
    <message>
        <source>正在与中心联系…</source>
        <translation>Speaking to the centre…</translation>
    </message>
    <message>
        <source>在新电脑的“同步”页输入，{0} 前有效，只能用一次。</source>
        <translation>Type it on the new computer's Sync page before {0}; it works once.</translation>
    </message>
</context>
<context>
    <name>PersonPage</name>
    <message>
        <source>补充信息</source>
        <translation>Add information</translation>
    </message>
    <message>
        <source>开凭证</source>
        <translation>Voucher</translation>
    </message>
    <message>
        <source>文书</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>{0} · 用途：{1}（已记录）</source>
        <translation>{0} · purpose: {1} (logged)</translation>
    </message>
    <message>
        <source>已保存，原有记录保留。</source>
        <translation>Saved; what was there stays on file.</translation>
    </message>
    <message>
        <source>认定已撤回，两份档案分开显示。</source>
        <translation>Taken back; the two files stand apart.</translation>
    </message>
    <message>
        <source>离站已撤销，此人仍在站。</source>
        <translation>Leaving taken back; this person is still here.</translation>
    </message>
    <message>
        <source>补登记</source>
        <translation>Complete</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>这份档案已按决定删除。</source>
        <translation>This file was erased as decided.</translation>
    </message>
    <message>
        <source>解除保密</source>
        <translation>End protection</translation>
    </message>
    <message>
        <source>保密保护</source>
        <translation>Protect</translation>
    </message>
    <message>
        <source>保密保护已解除。</source>
        <translation>Protection has ended.</translation>
    </message>
    <message>
        <source>已保密保护，本机立即隐藏。</source>
        <translation>Protected, and hidden on this desk at once.</translation>
    </message>
    <message>
        <source>比对</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>急需已处理</source>
        <translation>Urgent need seen to</translation>
    </message>
    <message>
        <source>线索</source>
        <translation>Lead</translation>
    </message>
    <message>
        <source>寄存</source>
        <translation>Belongings</translation>
    </message>
    <message>
        <source>整卷打印</source>
        <translation>Print whole file</translation>
    </message>
    <message>
        <source>函件</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>甄别审批</source>
        <translation>Checks</translation>
    </message>
    <message>
        <source>补录</source>
        <translation>Key in again</translation>
    </message>
    <message>
        <source>寻亲</source>
        <translation>Tracing</translation>
    </message>
</context>
<context>
    <name>PfifPage</name>
    <message>
        <source>PFIF 文件（.xml，1.1 至 1.4）</source>
        <translation>PFIF file (.xml, 1.1 to 1.4)</translation>
    </message>
    <message>
        <source>每一条的结果</source>
        <translation>Every record</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>选文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>检查（不写入）</source>
        <translation>Look through</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>PFIF 文件</source>
        <translation>PFIF file</translation>
    </message>
    <message>
        <source>正在检查…</source>
        <translation>Looking…</translation>
    </message>
    <message>
        <source>… 还有 {0} 条</source>
        <translation>… and {0} more</translation>
    </message>
    <message>
        <source>已处理 {0} 条，新增或补充 {1} 条。</source>
        <translation>{0} records looked at, {1} new or added to.</translation>
    </message>
    <message>
        <source>没有处理完：再按 F9 接着导入，已导入的不会重复。</source>
        <translation> Not all of them: F9 goes on; nothing is taken twice.</translation>
    </message>
    <message>
        <source>导入寻人登记</source>
        <translation>Take in inquiries</translation>
    </message>
    <message>
        <source>全部同意补充</source>
        <translation>Agree to all additions</translation>
    </message>
    <message>
        <source>会补充已有登记 {0} 份，会结束 {1} 份：逐条看，同意的按空格；不同意的保持原样。</source>
        <translation>Would change {0} inquiries that are here and end {1}: look at each, Space says yes; what you do not agree to stays as it is.</translation>
    </message>
    <message>
        <source>{0} 条的登记已按要求删除，不再收入；家属又来寻人的，请新登记。</source>
        <translation>{0} records were inquiries that were erased on request: not taken in again; if the family looks again, write a new inquiry.</translation>
    </message>
    <message>
        <source>{0} 条没有收入：{1}</source>
        <translation>{0} records were not taken in: {1}</translation>
    </message>
</context>
<context>
    <name>PhotoCard</name>
    <message>
        <source>拍照</source>
        <translation>Photograph</translation>
    </message>
    <message>
        <source>选照片文件</source>
        <translation>From a file</translation>
    </message>
    <message>
        <source>照片已保留，但不能比对。</source>
        <translation>The photograph is kept, but cannot be compared.</translation>
    </message>
    <message>
        <source>第 {0} 张照片，点按或按 Delete 可取消</source>
        <translation>Photograph {0}; press it or Delete to take it out</translation>
    </message>
    <message>
        <source>本机不识别翻拍，请对着本人拍照。</source>
        <translation>Nothing here notices a picture of a picture: photograph the person.</translation>
    </message>
</context>
<context>
    <name>PhotoForm</name>
    <message>
        <source>谁给的照片、谁同意的</source>
        <translation>Who gave the photograph and agreed</translation>
    </message>
    <message>
        <source>怎样同意的</source>
        <translation>How they agreed</translation>
    </message>
    <message>
        <source>同意怎样用</source>
        <translation>Agreed to</translation>
    </message>
    <message>
        <source>哪一天同意的</source>
        <translation>Day on which they agreed</translation>
    </message>
    <message>
        <source>照片哪一年拍的（不知道留空）</source>
        <translation>Year of the photograph (empty if not known)</translation>
    </message>
    <message>
        <source>家属给的照片</source>
        <translation>Photograph from the family</translation>
    </message>
    <message>
        <source>被寻找的人的照片</source>
        <translation>Photograph of the person looked for</translation>
    </message>
    <message>
        <source>只用来找这个人，只留在本站；家属随时可以撤回（Ctrl+F4），撤回后照片在各处一起删除。</source>
        <translation>Only to find this person, and only at this station. The family may take it back at any time (Ctrl+F4): it is then deleted everywhere.</translation>
    </message>
    <message>
        <source>拍照</source>
        <translation>Take photograph</translation>
    </message>
    <message>
        <source>选照片文件</source>
        <translation>Choose picture file</translation>
    </message>
    <message>
        <source>取消照片</source>
        <translation>Drop photograph</translation>
    </message>
    <message>
        <source>照片要重新拍或重新选：没有保存以前，照片不留下。</source>
        <translation>Take or choose the photograph again: before it is saved none is kept.</translation>
    </message>
    <message>
        <source>看不懂这个日期，例：2026-11-24</source>
        <translation>This day cannot be read; example: 2026-11-24</translation>
    </message>
</context>
<context>
    <name>Photos</name>
    <message>
        <source>第 {0} 张</source>
        <translation>Number {0}</translation>
    </message>
    <message>
        <source>没有照片</source>
        <translation>No photograph</translation>
    </message>
</context>
<context>
    <name>PhraseList</name>
    <message>
        <source>筛选</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>筛选常用语</source>
        <translation>Filter the phrases</translation>
    </message>
    <message>
        <source>常用语</source>
        <translation>Quick phrases</translation>
    </message>
    <message>
        <source>1–9 或 Enter 填入，Esc 返回；在“设置”里增减</source>
        <translation>1–9 or Enter puts it in, Esc goes back; changed in Settings</translation>
    </message>
</context>
<context>
    <name>PhrasesCard</name>
    <message>
        <source>常用语（Ctrl+J）</source>
        <translation>Quick phrases (Ctrl+J)</translation>
    </message>
    <message>
        <source>用在哪一项</source>
        <translation>For which field</translation>
    </message>
    <message>
        <source>这一项的常用语</source>
        <translation>Phrases of this field</translation>
    </message>
    <message>
        <source>新增一条</source>
        <translation>New phrase</translation>
    </message>
    <message>
        <source>Enter 保存</source>
        <translation>Enter saves</translation>
    </message>
    <message>
        <source>在列表里按 Delete 去掉一条</source>
        <translation>Delete in the list takes one out</translation>
    </message>
    <message>
        <source>已去掉一条常用语。</source>
        <translation>A phrase was taken out.</translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>图示告知</source>
        <translation>Notice in pictures</translation>
    </message>
    <message>
        <source>上一张</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>第 {0} 张，共 {1} 张</source>
        <translation>{0} of {1}</translation>
    </message>
    <message>
        <source>看完了</source>
        <translation>Seen</translation>
    </message>
    <message>
        <source>下一张</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>物品照片</source>
        <translation>Pictures of things</translation>
    </message>
    <message>
        <source>照什么</source>
        <translation>What is shown</translation>
    </message>
    <message>
        <source>选中的一行</source>
        <translation>Chosen line</translation>
    </message>
    <message>
        <source>整袋</source>
        <translation>Whole bag</translation>
    </message>
    <message>
        <source>拍照</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>选照片文件</source>
        <translation>From a file</translation>
    </message>
    <message>
        <source>取消照片</source>
        <translation>Drop picture</translation>
    </message>
    <message>
        <source>照片已保存。</source>
        <translation>The picture is kept.</translation>
    </message>
    <message>
        <source>照片已取消，记录保留。</source>
        <translation>The picture is shown no more; the record stays.</translation>
    </message>
</context>
<context>
    <name>PlotsView</name>
    <message>
        <source>图</source>
        <translation>Plots</translation>
    </message>
</context>
<context>
    <name>PossibleCard</name>
    <message>
        <source>可能的线索</source>
        <translation>Possible leads</translation>
    </message>
    <message>
        <source>只是登记里的事实，由人判断</source>
        <translation>facts of the register; people judge</translation>
    </message>
    <message>
        <source>还有 {0} 条，办完上面的就会列出来。</source>
        <translation>{0} more, listed once those above are dealt with.</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
    <message>
        <source>看档案</source>
        <translation>File</translation>
    </message>
    <message>
        <source>看 {0} 的档案</source>
        <translation>File of {0}</translation>
    </message>
    <message>
        <source>搁置</source>
        <translation>Put aside</translation>
    </message>
    <message>
        <source>搁置关于 {0} 的这一条</source>
        <translation>Put aside this one about {0}</translation>
    </message>
    <message>
        <source>已搁置；有新证据时会再列出来。</source>
        <translation>Put aside; it comes back with new evidence.</translation>
    </message>
</context>
<context>
    <name>PrepareCard</name>
    <message>
        <source>备好转接</source>
        <translation>Prepare a transfer</translation>
    </message>
    <message>
        <source>没有用本系统的选“只用纸面”</source>
        <translation>no program there: paper only</translation>
    </message>
    <message>
        <source>医院、福利院、公安、他站</source>
        <translation>hospital, home, police, station</translation>
    </message>
    <message>
        <source>例：15:30 或 11-24 09:00</source>
        <translation>e.g. 15:30 or 11-24 09:00</translation>
    </message>
    <message>
        <source>一行一件；药品：… 材料：…</source>
        <translation>one a line; medicine: … paper: …</translation>
    </message>
    <message>
        <source>只用纸面（对方没有本系统）</source>
        <translation>Paper only (the other end has no such program)</translation>
    </message>
    <message>
        <source>请选择接收站，或者“只用纸面”。</source>
        <translation>Choose the receiving station, or paper only.</translation>
    </message>
    <message>
        <source>请选择方式。</source>
        <translation>Choose how.</translation>
    </message>
    <message>
        <source>备好</source>
        <translation>Keep the file</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>ProposeCard</name>
    <message>
        <source>拟不予救助或终止救助</source>
        <translation>Propose that help be refused or ended</translation>
    </message>
    <message>
        <source>来站次数不是理由</source>
        <translation>How often somebody came is no ground</translation>
    </message>
    <message>
        <source>拟办</source>
        <translation>Proposed</translation>
    </message>
    <message>
        <source>哪一项救助条件不符合</source>
        <translation>Which condition is not met</translation>
    </message>
    <message>
        <source>事实（怎样核实的）</source>
        <translation>Facts (and how they were checked)</translation>
    </message>
    <message>
        <source>Ctrl+Enter 换行</source>
        <translation>Ctrl+Enter: new line</translation>
    </message>
    <message>
        <source>已给予的紧急帮助（可多选）</source>
        <translation>Emergency help given (any number)</translation>
    </message>
    <message>
        <source>给了什么、什么时候；不需要的写明原因</source>
        <translation>What and when; if none was needed, why</translation>
    </message>
    <message>
        <source>告知的其他途径（可不填，通知书上有通用说明）</source>
        <translation>Other ways of help named (may stay empty, the notice has general ones)</translation>
    </message>
    <message>
        <source>提交审批</source>
        <translation>Hand in</translation>
    </message>
</context>
<context>
    <name>ProtectCard</name>
    <message>
        <source>保密保护</source>
        <translation>Protect</translation>
    </message>
    <message>
        <source>保密保护的理由</source>
        <translation>Why to protect</translation>
    </message>
    <message>
        <source>Enter 保存，Esc 返回</source>
        <translation>Enter saves, Esc goes back</translation>
    </message>
    <message>
        <source>受保密保护，待中心确认：他站在中心收到以前可能还看得到索引卡。</source>
        <translation>Protected, not yet heard by the centre: until then other stations may still see the index card.</translation>
    </message>
    <message>
        <source>受保密保护：他站查不到此人，本站只有有权限的人能看。</source>
        <translation>Protected: other stations find nothing, and here only those with the right can see.</translation>
    </message>
    <message>
        <source>解除保密保护的理由</source>
        <translation>Why to end protection</translation>
    </message>
</context>
<context>
    <name>PublishPage</name>
    <message>
        <source>字段</source>
        <translation>Fields</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photograph</translation>
    </message>
    <message>
        <source>放到哪个文件夹（F4 选择）</source>
        <translation>Into which folder (F4 chooses)</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>写发布包</source>
        <translation>Write pack</translation>
    </message>
    <message>
        <source>选文件夹</source>
        <translation>Choose folder</translation>
    </message>
    <message>
        <source>写撤回文件</source>
        <translation>Write retraction</translation>
    </message>
    <message>
        <source>复制下一项（空格）</source>
        <translation>Copy next (Space)</translation>
    </message>
    <message>
        <source>{0}　{1} 批准，{2} 自动失效</source>
        <translation>{0}  approved {1}, expires {2}</translation>
    </message>
    <message>
        <source>字段顺序和名称未与“{0}”逐项核对（待核）。</source>
        <translation>Order and names of the fields were not checked against "{0}" (to be verified).</translation>
    </message>
    <message>
        <source>各项都已复制。发布后在函件里登记发出（F6）。</source>
        <translation>All copied. Once published write it down among the letters (F6).</translation>
    </message>
    <message>
        <source>这一项没有内容。按空格跳过。</source>
        <translation>Nothing stands here. Space goes on.</translation>
    </message>
    <message>
        <source>已复制“{0}”：{1}</source>
        <translation>Copied "{0}": {1}</translation>
    </message>
    <message>
        <source>放到哪个文件夹</source>
        <translation>Into which folder</translation>
    </message>
    <message>
        <source>已写入：{0}</source>
        <translation>Written: {0}</translation>
    </message>
    <message>
        <source>（没有设置发布域名，不含 PFIF）</source>
        <translation> (no domain is set, so without PFIF)</translation>
    </message>
    <message>
        <source>发布包</source>
        <translation>Publish pack</translation>
    </message>
</context>
<context>
    <name>PurposeCard</name>
    <message>
        <source>查看档案的用途</source>
        <translation>Why is this file opened?</translation>
    </message>
    <message>
        <source>用途</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>按 ↓ 选，或自己写</source>
        <translation>↓ chooses, or type</translation>
    </message>
    <message>
        <source>打开档案</source>
        <translation>Open file</translation>
    </message>
    <message>
        <source>查看会留下记录：谁、什么时候、为什么。同一份档案本次登录内不再询问。</source>
        <translation>Looking is logged: who, when, why. For this file it is not asked again until you log out.</translation>
    </message>
</context>
<context>
    <name>QueryCard</name>
    <message>
        <source>向外查询</source>
        <translation>Query made outside</translation>
    </message>
    <message>
        <source>向哪里查</source>
        <translation>Where it was asked</translation>
    </message>
    <message>
        <source>单位、人员</source>
        <translation>Office, person</translation>
    </message>
    <message>
        <source>为什么查、依据</source>
        <translation>Why, on which ground</translation>
    </message>
    <message>
        <source>查询内容</source>
        <translation>What was asked</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>空着是现在</source>
        <translation>empty: now</translation>
    </message>
    <message>
        <source>查询人</source>
        <translation>Asked by</translation>
    </message>
    <message>
        <source>空着是我</source>
        <translation>empty: myself</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>查到什么</source>
        <translation>What was found</translation>
    </message>
    <message>
        <source>查到的人员</source>
        <translation>Who was found</translation>
    </message>
    <message>
        <source>认定是不是同一人（由人判断）</source>
        <translation>Is it the same person? (you judge)</translation>
    </message>
    <message>
        <source>认定的理由</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>访谈、通话记录</source>
        <translation>Interview, call</translation>
    </message>
    <message>
        <source>保存查询</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>Reader</name>
    <message>
        <source>已读卡</source>
        <translation> read a card</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>ready</translation>
    </message>
    <message>
        <source>未设置</source>
        <translation>not set</translation>
    </message>
    <message>
        <source>断开</source>
        <translation>lost</translation>
    </message>
</context>
<context>
    <name>ReceiveCard</name>
    <message>
        <source>送达登记</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>签收</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>见证人一</source>
        <translation>First witness</translation>
    </message>
    <message>
        <source>见证人二</source>
        <translation>Second witness</translation>
    </message>
    <message>
        <source>保存送达</source>
        <translation>Save receipt</translation>
    </message>
</context>
<context>
    <name>RecoveryCard</name>
    <message>
        <source>恢复密钥</source>
        <translation>Recovery key</translation>
    </message>
    <message>
        <source>现在的密码</source>
        <translation>Present password</translation>
    </message>
    <message>
        <source>换新的恢复密钥</source>
        <translation>Renew the recovery key</translation>
    </message>
    <message>
        <source>确认更换</source>
        <translation>Renew</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>打印密钥</source>
        <translation>Print the key</translation>
    </message>
    <message>
        <source>已妥善保管，收起</source>
        <translation>It is kept safe, hide it</translation>
    </message>
    <message>
        <source>更换后，旧的那张纸立即作废。请先输入您现在的密码。</source>
        <translation>Once renewed, the old sheet opens nothing any more. Please enter your present password first.</translation>
    </message>
    <message>
        <source>新的恢复密钥已启用，旧纸请当面销毁。</source>
        <translation>The new recovery key is in use; destroy the old sheet before a witness.</translation>
    </message>
    <message>
        <source>只显示这一次。请打印，或照抄两遍核对，装进信封封好，由负责人锁起来。</source>
        <translation>It is shown this once. Print it, or copy it by hand and compare it twice; seal it in an envelope for the leader to lock away.</translation>
    </message>
    <message>
        <source>现在的密码不对。</source>
        <translation>The present password is wrong.</translation>
    </message>
    <message>
        <source>恢复密钥只显示和打印一次，本机不保存，不能补打。那张纸用过、丢失或可能被人看见时，请换新的。</source>
        <translation>The recovery key is shown and printed once. It is kept nowhere, so it cannot be printed again. Renew it when the sheet has been used, is lost, or may have been seen.</translation>
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
    <name>RekeyPage</name>
    <message>
        <source>还没有补录（最早的在前）</source>
        <translation>Not keyed in yet (oldest first)</translation>
    </message>
    <message>
        <source>还没有补录</source>
        <translation>Not keyed in yet</translation>
    </message>
    <message>
        <source>补录</source>
        <translation>Key in again</translation>
    </message>
    <message>
        <source>字段</source>
        <translation>Fields</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>空项：跳过</source>
        <translation>Empty: pass over</translation>
    </message>
    <message>
        <source>空项：停一下</source>
        <translation>Empty: stop</translation>
    </message>
    <message>
        <source>上一项</source>
        <translation>Previous field</translation>
    </message>
    <message>
        <source>填编号</source>
        <translation>Enter number</translation>
    </message>
    <message>
        <source>下一人</source>
        <translation>Next person</translation>
    </message>
    <message>
        <source>数据包</source>
        <translation>Package</translation>
    </message>
    <message>
        <source>复制下一项（空格）</source>
        <translation>Copy next (Space)</translation>
    </message>
    <message>
        <source>各项都已复制。请在该系统保存，把给出的编号填在下面（F4）。</source>
        <translation>Everything was copied. Save it in that system and enter the number that it gives below (F4).</translation>
    </message>
    <message>
        <source>“{0}”没有可复制的内容。按空格跳过，或在该系统里自己填。</source>
        <translation>Nothing to copy for "{0}". Press Space to pass it over, or fill it in there by hand.</translation>
    </message>
    <message>
        <source>已复制“{0}”：{1}</source>
        <translation>Copied "{0}": {1}</translation>
    </message>
    <message>
        <source>（跳过空项：{0}）</source>
        <translation> (empty, passed over: {0})</translation>
    </message>
    <message>
        <source>“{0}”没有可复制的内容。</source>
        <translation>Nothing to copy for "{0}".</translation>
    </message>
    <message>
        <source>{0} / {1} 项</source>
        <translation>{0} of {1}</translation>
    </message>
    <message>
        <source>{0} 天内来站、还没有全国系统编号的：{1} 次</source>
        <translation>Visits of the last {0} days without a national number: {1}</translation>
    </message>
    <message>
        <source>按空格复制第一项，在该系统粘贴后回来再按空格。</source>
        <translation>Space copies the first field; paste it there, come back and press Space again.</translation>
    </message>
    <message>
        <source>字段文件还没有与现行系统逐项核对（待核）。有出入的请告诉管理员。</source>
        <translation>The file of fields was not yet held against the live system (to be checked). Tell the administrator what differs.</translation>
    </message>
    <message>
        <source>编号 {0} 已保存。</source>
        <translation>Number {0} saved.</translation>
    </message>
    <message>
        <source>编号已撤销{0}。</source>
        <translation>The number was taken back{0}.</translation>
    </message>
    <message>
        <source>剪贴板已清空。按 F2 可以再复制上一项。</source>
        <translation>The clipboard was emptied. F2 copies the one before again.</translation>
    </message>
</context>
<context>
    <name>RequestForm</name>
    <message>
        <source>登记权利请求</source>
        <translation>Take down a request</translation>
    </message>
    <message>
        <source>请求种类</source>
        <translation>Kind of request</translation>
    </message>
    <message>
        <source>提出方式</source>
        <translation>How it was made</translation>
    </message>
    <message>
        <source>收到日期</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>空着为今天</source>
        <translation>empty: today</translation>
    </message>
    <message>
        <source>被投诉的工作人员（不知道可空着）</source>
        <translation>Officer complained about (empty if unknown)</translation>
    </message>
    <message>
        <source>要求什么、理由是什么</source>
        <translation>What is asked for, and why</translation>
    </message>
    <message>
        <source>Ctrl+Enter 换行</source>
        <translation>Ctrl+Enter: new line</translation>
    </message>
    <message>
        <source>登记请求</source>
        <translation>New request</translation>
    </message>
    <message>
        <source>请选择。</source>
        <translation>Please choose.</translation>
    </message>
    <message>
        <source>看不懂这个日期，请写成 2026-11-20。</source>
        <translation>This date cannot be read; write it as 2026-11-20.</translation>
    </message>
</context>
<context>
    <name>Requesting</name>
    <message>
        <source>登记权利请求</source>
        <translation>Take down a request</translation>
    </message>
    <message>
        <source>打印本人信息告知单</source>
        <translation>Print what is kept about the person</translation>
    </message>
    <message>
        <source>已登记：{0}，{1} 前答复。请打印回执交给本人。</source>
        <translation>Taken down: {0}, to be answered by {1}. Please print the receipt for the person.</translation>
    </message>
    <message>
        <source>答复已保存。请打印答复书，当面交给本人并请签收。</source>
        <translation>The answer is saved. Please print it, hand it over and have it signed for.</translation>
    </message>
    <message>
        <source>接着登记请求</source>
        <translation>Go on with the request</translation>
    </message>
    <message>
        <source>有一份没写完的请求，按 Shift+F2 接着写。</source>
        <translation>A request is half-written; Shift+F2 goes on with it.</translation>
    </message>
    <message>
        <source>有一份没写完的答复，请在“权利请求”里按“答复”接着写。</source>
        <translation>An answer is half-written; press Answer beside the request to go on.</translation>
    </message>
    <message>
        <source>上次没写完的内容已经填上，请核对后再保存；不要了按 Esc。</source>
        <translation>What you had not finished is filled in; check it before saving. Esc throws it away.</translation>
    </message>
</context>
<context>
    <name>RequestsCard</name>
    <message>
        <source>权利请求</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>告知单</source>
        <translation>Person's paper</translation>
    </message>
    <message>
        <source>打印本人信息告知单</source>
        <translation>Print what is kept about the person</translation>
    </message>
    <message>
        <source>登记请求</source>
        <translation>New request</translation>
    </message>
    <message>
        <source>另有 {0} 项，见本人信息告知单。</source>
        <translation>{0} more, see the person's paper.</translation>
    </message>
    <message>
        <source>没有提出过请求。</source>
        <translation>Nothing was asked for.</translation>
    </message>
    <message>
        <source>答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>打印答复</source>
        <translation>Print answer</translation>
    </message>
    <message>
        <source>打印回执</source>
        <translation>Print receipt</translation>
    </message>
    <message>
        <source>{0} 收到</source>
        <translation>received {0}</translation>
    </message>
    <message>
        <source>期限 {0}</source>
        <translation>due {0}</translation>
    </message>
    <message>
        <source>涉及 {0}</source>
        <translation>about {0}</translation>
    </message>
    <message>
        <source>登记 {0}</source>
        <translation>taken down by {0}</translation>
    </message>
</context>
<context>
    <name>RequestsPage</name>
    <message>
        <source>待答复的权利请求</source>
        <translation>Requests to be answered</translation>
    </message>
    <message>
        <source>超期的在最前面。打开档案后在“权利请求”里答复；投诉不由被投诉的人答复。</source>
        <translation>Overdue ones come first. Open the file and answer under Requests; a complaint is not answered by the officer it is about.</translation>
    </message>
    <message>
        <source>剩余时间</source>
        <translation>Time left</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>收到</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>请求内容</source>
        <translation>Request</translation>
    </message>
    <message>
        <source>没有待答复的请求。</source>
        <translation>No request waits.</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>打开档案</source>
        <translation>Open file</translation>
    </message>
    <message>
        <source>{0} 项，超期 {1} 项</source>
        <translation>{0}, overdue {1}</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
</context>
<context>
    <name>RestorePage</name>
    <message>
        <source>从备份恢复</source>
        <translation>Restore from a backup</translation>
    </message>
    <message>
        <source>需要备份盘和恢复密钥那张纸。恢复到本机的空文件夹，不改动备份。</source>
        <translation>You need the backup disk and the sheet with the recovery key. The backup is not changed.</translation>
    </message>
    <message>
        <source>备份所在的文件夹</source>
        <translation>Folder of the backups</translation>
    </message>
    <message>
        <source>例如移动硬盘上的 guitu-…</source>
        <translation>For instance guitu-… on the disk</translation>
    </message>
    <message>
        <source>选择文件夹…</source>
        <translation>Choose a folder…</translation>
    </message>
    <message>
        <source>抢救文件</source>
        <translation>Rescued file</translation>
    </message>
    <message>
        <source>没有就留空；由 ./guitu rescue 写出</source>
        <translation>If there is one, from ./guitu rescue</translation>
    </message>
    <message>
        <source>恢复密钥</source>
        <translation>Recovery key</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>返回启用本机</source>
        <translation>Back to set-up</translation>
    </message>
    <message>
        <source>去登录</source>
        <translation>Log in</translation>
    </message>
    <message>
        <source>请写备份所在的文件夹。</source>
        <translation>Please give the folder of the backups.</translation>
    </message>
    <message>
        <source>正在复制登记库…</source>
        <translation>Copying the register…</translation>
    </message>
    <message>
        <source>正在复制照片 {0} / {1}</source>
        <translation>Copying photographs {0} / {1}</translation>
    </message>
    <message>
        <source>正在补回抢救出的登记…</source>
        <translation>Bringing back what was rescued…</translation>
    </message>
    <message>
        <source>正在核对…</source>
        <translation>Checking…</translation>
    </message>
</context>
<context>
    <name>ReturnCard</name>
    <message>
        <source>领回</source>
        <translation>Give back</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>选中的一行</source>
        <translation>Chosen line</translation>
    </message>
    <message>
        <source>领回什么</source>
        <translation>What is given back</translation>
    </message>
    <message>
        <source>数量</source>
        <translation>Pieces</translation>
    </message>
    <message>
        <source>空着是全部</source>
        <translation>empty: all</translation>
    </message>
    <message>
        <source>缺少的</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>序号，例 3 或 5×2</source>
        <translation>line, e.g. 3 or 5×2</translation>
    </message>
    <message>
        <source>缺少的情况说明</source>
        <translation>Why it is missing</translation>
    </message>
    <message>
        <source>领取人</source>
        <translation>Received by</translation>
    </message>
    <message>
        <source>空着是本人</source>
        <translation>empty: the person</translation>
    </message>
    <message>
        <source>登记领回</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>现有 {0}，空着是全部</source>
        <translation>{0} there, empty: all</translation>
    </message>
    <message>
        <source>请写表里的序号，例：3 或 5×2。</source>
        <translation>Please write the numbers of lines, as: 3 or 5×2.</translation>
    </message>
    <message>
        <source>请选择领回全部还是选中的一行。</source>
        <translation>Please choose all, or the chosen line.</translation>
    </message>
    <message>
        <source>请写数量，例：2；空着是全部。</source>
        <translation>Please write a number of pieces, such as 2; empty is all of them.</translation>
    </message>
</context>
<context>
    <name>ReunionsPage</name>
    <message>
        <source>每月团聚</source>
        <translation>Reunions by month</translation>
    </message>
    <message>
        <source>返回数字</source>
        <translation>Back to the figures</translation>
    </message>
    <message>
        <source>打开档案</source>
        <translation>Open file</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>上一年</source>
        <translation>Year before</translation>
    </message>
    <message>
        <source>下一年</source>
        <translation>Next year</translation>
    </message>
    <message>
        <source>存为表格</source>
        <translation>Save as xlsx</translation>
    </message>
    <message>
        <source>是哪些人</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>已存为表格（只有数字，没有姓名）：{0}</source>
        <translation>Saved as a spreadsheet (numbers, no names): {0}</translation>
    </message>
    <message>
        <source>{0} · 正在统计…</source>
        <translation>{0} · counting…</translation>
    </message>
</context>
<context>
    <name>ReviewForm</name>
    <message>
        <source>他站请审</source>
        <translation>Asked by others</translation>
    </message>
    <message>
        <source>同意列入</source>
        <translation>Approve listing</translation>
    </message>
    <message>
        <source>不同意</source>
        <translation>Do not approve</translation>
    </message>
    <message>
        <source>审批意见</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>有效至</source>
        <translation>In force until</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Ctrl+Enter 换行</source>
        <translation>Ctrl+Enter: new line</translation>
    </message>
    <message>
        <source>保存审批意见</source>
        <translation>Save decision</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
    <message>
        <source>请选择。</source>
        <translation>Please choose.</translation>
    </message>
    <message>
        <source>看不懂这个日期，例：2027-05-26</source>
        <translation>Not a date; for example 2027-05-26</translation>
    </message>
    <message>
        <source>{0} 请本站审批 · {1}</source>
        <translation>{0} asks this station to approve · {1}</translation>
    </message>
    <message>
        <source>出生 {0}</source>
        <translation>born {0}</translation>
    </message>
    <message>
        <source>证据</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>经过</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>认定有完全民事行为能力</source>
        <translation>found to be of full capacity</translation>
    </message>
    <message>
        <source>编号 {0}</source>
        <translation>number {0}</translation>
    </message>
    <message>
        <source>最长到 {0}</source>
        <translation>{0} at the latest</translation>
    </message>
</context>
<context>
    <name>Reviewing</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>保存审批意见</source>
        <translation>Save decision</translation>
    </message>
    <message>
        <source>他站请审 {0}</source>
        <translation>Asked by others {0}</translation>
    </message>
    <message>
        <source>对方已经收回，或者另一台电脑已经办了。</source>
        <translation>The other station took it back, or another computer has dealt with it.</translation>
    </message>
    <message>
        <source>已保存，联网后告诉对方站；由中心确认后才生效。</source>
        <translation>Saved; the other station is told once connected. It is in force only once the centre confirms.</translation>
    </message>
</context>
<context>
    <name>RoomsPage</name>
    <message>
        <source>房间</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>住什么人</source>
        <translation>For whom</translation>
    </message>
    <message>
        <source>床位</source>
        <translation>Beds</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Out of use</translation>
    </message>
    <message>
        <source>新房间</source>
        <translation>New room</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>例如 男1室</source>
        <translation>for example Men 1</translation>
    </message>
    <message>
        <source>床位数</source>
        <translation>Beds</translation>
    </message>
    <message>
        <source>停用的床和原因</source>
        <translation>Beds out of use, and why</translation>
    </message>
    <message>
        <source>例如 3 漏水；5 床板坏</source>
        <translation>for example 3 leak; 5 broken</translation>
    </message>
    <message>
        <source>整间停用的原因</source>
        <translation>Why the whole room is closed</translation>
    </message>
    <message>
        <source>在用的留空</source>
        <translation>empty while in use</translation>
    </message>
    <message>
        <source>两台电脑给了同一张床时</source>
        <translation>Where two desks gave one bed</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>保存撞床规则</source>
        <translation>Save the rule</translation>
    </message>
    <message>
        <source>删除房间</source>
        <translation>Remove room</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>规则已保存，同步后各台电脑和中心都照它办。</source>
        <translation>Saved; once synced, every desk and the centre go by it.</translation>
    </message>
    <message>
        <source>{0} 已删除。</source>
        <translation>{0} is removed.</translation>
    </message>
    <message>
        <source>{0} 已保存，共 {1} 张床。</source>
        <translation>{0} is saved, {1} beds.</translation>
    </message>
    <message>
        <source>{0} 间，{1} 张床</source>
        <translation>{0} rooms, {1} beds</translation>
    </message>
    <message>
        <source>还没有房间。按 F2 添加第一间。</source>
        <translation>There are no rooms yet. F2 adds the first.</translation>
    </message>
    <message>
        <source>先安排的先得：按安排的时间。未成年人和需照护的人先得：不论先后。</source>
        <translation>Earlier: by when it was given. Minors and people in need of care first: whenever that was.</translation>
    </message>
</context>
<context>
    <name>RoundCard</name>
    <message>
        <source>同行的工作人员</source>
        <translation>Officer who goes along</translation>
    </message>
    <message>
        <source>路线或片区</source>
        <translation>Route or area</translation>
    </message>
    <message>
        <source>天气</source>
        <translation>Weather</translation>
    </message>
    <message>
        <source>最低气温 ℃</source>
        <translation>Lowest °C</translation>
    </message>
    <message>
        <source>知道就写</source>
        <translation>if known</translation>
    </message>
    <message>
        <source>出发时间</source>
        <translation>Began</translation>
    </message>
    <message>
        <source>本次巡查</source>
        <translation>This round</translation>
    </message>
    <message>
        <source>结束时间</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>空着：还在外面</source>
        <translation>Empty: still out</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>保存巡查</source>
        <translation>Save round</translation>
    </message>
</context>
<context>
    <name>RowsCard</name>
    <message>
        <source>逐项对照</source>
        <translation>Field by field</translation>
    </message>
    <message>
        <source>{0}（已核实）</source>
        <translation>{0} (verified)</translation>
    </message>
    <message>
        <source>{0}（已更正）</source>
        <translation>{0} (corrected)</translation>
    </message>
    <message>
        <source>不作依据</source>
        <translation>no evidence</translation>
    </message>
</context>
<context>
    <name>SealCard</name>
    <message>
        <source>装袋寄存</source>
        <translation>Seal a bag</translation>
    </message>
    <message>
        <source>袋号</source>
        <translation>Bag</translation>
    </message>
    <message>
        <source>封条号</source>
        <translation>Seal</translation>
    </message>
    <message>
        <source>柜位</source>
        <translation>Locker</translation>
    </message>
    <message>
        <source>封存入袋</source>
        <translation>Seal</translation>
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
    <name>SeekPage</name>
    <message>
        <source>他省查询</source>
        <translation>National search</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>要和登记的一样；曾用名也查</source>
        <translation>as it was registered; former names as well</translation>
    </message>
    <message>
        <source>证件号</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>用途</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>按 ↓ 选，或自己写</source>
        <translation>↓ to choose, or your own words</translation>
    </message>
    <message>
        <source>查询</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>查到的索引卡</source>
        <translation>Index cards found</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>各站都没有这样的索引卡。封存的人不会出现在这里。</source>
        <translation>No station has such a card. Sealed people never appear here.</translation>
    </message>
    <message>
        <source>还有更多，请加证件号再查。</source>
        <translation>There are more: search again with a document number.</translation>
    </message>
    <message>
        <source>只有索引卡，没有照片和档案；由人判断是不是同一人，需要时请联系该站。</source>
        <translation>Cards only, no photographs or files; people decide whether it is the same person. Ask that station if needed. </translation>
    </message>
    <message>
        <source>正在问中心…</source>
        <translation>Asking the centre…</translation>
    </message>
    <message>
        <source>登记的站</source>
        <translation>Registered at</translation>
    </message>
    <message>
        <source>最近来站</source>
        <translation>Last visit</translation>
    </message>
    <message>
        <source>{0} 岁</source>
        <translation>aged {0}</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>name unknown</translation>
    </message>
    <message>
        <source>向中心查其他省各站的索引卡，只在您按下时查一次。谁、什么时候、为什么查，都记在中心。</source>
        <translation>Asks the centre for index cards of other stations, once, when you press. Who asked, when and why is written down there.</translation>
    </message>
</context>
<context>
    <name>SentForm</name>
    <message>
        <source>怎样发出</source>
        <translation>How it went</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>说明（回执号、网址、见报日期）</source>
        <translation>Remarks (receipt, address, day of print)</translation>
    </message>
    <message>
        <source>登记发出</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>登记寄出</source>
        <translation>Note as sent</translation>
    </message>
</context>
<context>
    <name>ServedCard</name>
    <message>
        <source>在站服务</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>另有 {0} 条，见档案。</source>
        <translation>{0} more, see the file.</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>更正“{0}”</source>
        <translation>Correct "{0}"</translation>
    </message>
</context>
<context>
    <name>ServiceForm</name>
    <message>
        <source>服务</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>按数字选择</source>
        <translation>digits choose</translation>
    </message>
    <message>
        <source>数量</source>
        <translation>How many</translation>
    </message>
    <message>
        <source>医院、机构、通话对象</source>
        <translation>Hospital, partner, or who was called</translation>
    </message>
    <message>
        <source>预约日期</source>
        <translation>Appointment</translation>
    </message>
    <message>
        <source>例 12-20 或 +10</source>
        <translation>e.g. 12-20 or +10</translation>
    </message>
    <message>
        <source>结果、诊断、医嘱</source>
        <translation>Outcome, diagnosis, orders</translation>
    </message>
    <message>
        <source>费用（元）</source>
        <translation>Cost (yuan)</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>不填为现在</source>
        <translation>empty: now</translation>
    </message>
    <message>
        <source>说明、经过</source>
        <translation>Words, what happened</translation>
    </message>
    <message>
        <source>在站服务</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>更正 {0} 的记录：原来的保留，不再采用。请写明为什么。</source>
        <translation>Corrects the entry of {0}: that stays on file and counts no more. Say why.</translation>
    </message>
    <message>
        <source>看不懂这个日期，例：2026-11-24</source>
        <translation>Not a date, e.g. 2026-11-24</translation>
    </message>
    <message>
        <source>请选择。</source>
        <translation>Please choose.</translation>
    </message>
    <message>
        <source>请填数字。</source>
        <translation>A number, please.</translation>
    </message>
    <message>
        <source>看不懂这个时间，例：15:30</source>
        <translation>This time is not understood, e.g. 15:30</translation>
    </message>
    <message>
        <source>看不懂这个金额（最多写到分），例：612.50</source>
        <translation>Not an amount (down to the cent at most), e.g. 612.50</translation>
    </message>
</context>
<context>
    <name>Serving</name>
    <message>
        <source>保存服务</source>
        <translation>Save service</translation>
    </message>
    <message>
        <source>全站三餐</source>
        <translation>Meals for all</translation>
    </message>
    <message>
        <source>记服务</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>已为在站 {0} 人登记今日三餐。</source>
        <translation>Today's three meals are written down for {0} people.</translation>
    </message>
    <message>
        <source>三餐登记已撤回，原记录保留。</source>
        <translation>The meals are taken back; the entries stay on file.</translation>
    </message>
    <message>
        <source>已登记：{0}</source>
        <translation>Written down: {0}</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>设新密码</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>停用账号</source>
        <translation>Close account</translation>
    </message>
    <message>
        <source>添加人员</source>
        <translation>Add officer</translation>
    </message>
    <message>
        <source>确定</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>我的岗位</source>
        <translation>My role</translation>
    </message>
    <message>
        <source>可以办理：{0}</source>
        <translation>May: {0}</translation>
    </message>
    <message>
        <source>恢复密钥</source>
        <translation>Recovery key</translation>
    </message>
    <message>
        <source>恢复密钥只在启用本机或更换时显示和打印一次，本机不保存，所以不能补打。请确认那张纸仍由负责人锁存；找不到时请尽快联系管理员。</source>
        <translation>The recovery key was shown and printed once, when this machine was set up or the key was renewed. It is kept nowhere, so it cannot be printed again. Make sure the leader still has the sheet locked away; if it is lost, tell the administrator soon.</translation>
    </message>
    <message>
        <source>设备检查</source>
        <translation>Check machine</translation>
    </message>
    <message>
        <source>备份</source>
        <translation>Backups</translation>
    </message>
    <message>
        <source>清除动态码</source>
        <translation>Take second code away</translation>
    </message>
    <message>
        <source>保存期满的档案</source>
        <translation>Files whose period is over</translation>
    </message>
    <message>
        <source>人脸标定</source>
        <translation>Face calibration</translation>
    </message>
    <message>
        <source>权利请求</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>房间床位</source>
        <translation>Rooms and beds</translation>
    </message>
    <message>
        <source>登记性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>旧登记导入</source>
        <translation>Old register</translation>
    </message>
    <message>
        <source>年度归档</source>
        <translation>Yearly archive</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>左边的照片</source>
        <translation>Photographs, left</translation>
    </message>
    <message>
        <source>右边的照片</source>
        <translation>Photographs, right</translation>
    </message>
    <message>
        <source>左右两边</source>
        <translation>Left and right</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
    <message>
        <source>正在接待的人</source>
        <translation>At the desk now</translation>
    </message>
    <message>
        <source>他站 {0} 的索引卡</source>
        <translation>Index card of station {0}</translation>
    </message>
    <message>
        <source>还没有可以对照的内容。</source>
        <translation>Nothing to compare yet.</translation>
    </message>
    <message>
        <source>还可：{0}</source>
        <translation>Also: {0}</translation>
    </message>
    <message>
        <source>机器只列出依据，由人判断</source>
        <translation>The machine lists what is known; people judge</translation>
    </message>
    <message>
        <source>Enter 打开右边的档案 · ←→ 换照片 · ↑↓ 往下看</source>
        <translation>Enter opens the file on the right · ←→ photographs · ↑↓ scroll</translation>
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
    <name>ShiftPage</name>
    <message>
        <source>未了事项</source>
        <translation>Open matters</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>没有未了事项。</source>
        <translation>Nothing is open.</translation>
    </message>
    <message>
        <source>以前的交接</source>
        <translation>Earlier handovers</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>交班 → 接班</source>
        <translation>Goes → comes</translation>
    </message>
    <message>
        <source>当班</source>
        <translation>On shift</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>交班</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>当班人员</source>
        <translation>Officers on shift</translation>
    </message>
    <message>
        <source>其中女工作人员</source>
        <translation>Women among them</translation>
    </message>
    <message>
        <source>人数</source>
        <translation>how many</translation>
    </message>
    <message>
        <source>交代</source>
        <translation>What to know</translation>
    </message>
    <message>
        <source>请写编号或床号，不写姓名</source>
        <translation>Numbers or beds, no names</translation>
    </message>
    <message>
        <source>接班人账号</source>
        <translation>Account of who comes</translation>
    </message>
    <message>
        <source>接班人密码</source>
        <translation>Their password</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>当班 / 不当班</source>
        <translation>On shift or not</translation>
    </message>
    <message>
        <source>打印交接记录</source>
        <translation>Print the record</translation>
    </message>
    <message>
        <source>双方签收</source>
        <translation>Both sign</translation>
    </message>
    <message>
        <source>已交接给 {0}，未了事项 {1} 件。</source>
        <translation>Handed over to {0}, with {1} open matters.</translation>
    </message>
    <message>
        <source>{0} 件</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>女 {0} 人</source>
        <translation>{0} women</translation>
    </message>
    <message>
        <source>在名单上按 Enter 选当班的人；接班人输入自己的账号和密码即为签收。</source>
        <translation>Enter on the list says who is on shift; who takes over signs with their own account and password.</translation>
    </message>
    <message>
        <source>看不懂这个人数，请填数字，例：2</source>
        <translation>This is no number of people; please give a figure, e.g. 2</translation>
    </message>
</context>
<context>
    <name>ShownCard</name>
    <message>
        <source>转接</source>
        <translation>Transfers</translation>
    </message>
    <message>
        <source>联系：{0}</source>
        <translation>Contact: {0}</translation>
    </message>
    <message>
        <source>只有纸面，电子档案还没有到。</source>
        <translation>Only the paper is here; the file has not come.</translation>
    </message>
    <message>
        <source>计划 {0} 出发，{1} 到达</source>
        <translation>Planned {0} to {1}</translation>
    </message>
    <message>
        <source>待同步</source>
        <translation>not sent yet</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photograph</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>照片</source>
        <translation>Photograph</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
    <message>
        <source>到站</source>
        <translation>Arrived</translation>
    </message>
    <message>
        <source>来站方式</source>
        <translation>Came by</translation>
    </message>
    <message>
        <source>户籍地</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>求助原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>发现地点</source>
        <translation>Found at</translation>
    </message>
    <message>
        <source>凭证</source>
        <translation>Voucher</translation>
    </message>
    <message>
        <source>选中的人</source>
        <translation>The person chosen</translation>
    </message>
    <message>
        <source>随身物品</source>
        <translation>Belongings</translation>
    </message>
    <message>
        <source>紧急情况</source>
        <translation>Urgent</translation>
    </message>
</context>
<context>
    <name>SignCard</name>
    <message>
        <source>请在框内签名</source>
        <translation>Please sign in the box</translation>
    </message>
    <message>
        <source>不在屏幕上签</source>
        <translation>Not on the screen</translation>
    </message>
    <message>
        <source>重写</source>
        <translation>Again</translation>
    </message>
    <message>
        <source>保存签名</source>
        <translation>Keep signature</translation>
    </message>
    <message>
        <source>{0}：请先看（或听）完上面的内容再签。不会写字的请打印后按指印。</source>
        <translation>{0}: please read (or hear) all of the above before signing. Who cannot write leaves a thumb-print on the printed paper.</translation>
    </message>
    <message>
        <source>还没有签名。</source>
        <translation>Nothing is signed yet.</translation>
    </message>
</context>
<context>
    <name>SignPad</name>
    <message>
        <source>签名处</source>
        <translation>Signature box</translation>
    </message>
</context>
<context>
    <name>SignedCard</name>
    <message>
        <source>第二名工作人员</source>
        <translation>Second officer</translation>
    </message>
    <message>
        <source>本人确认</source>
        <translation>Person agrees by</translation>
    </message>
    <message>
        <source>见证人</source>
        <translation>Witness</translation>
    </message>
    <message>
        <source>请选择本人怎样确认。</source>
        <translation>Please choose how the person agrees.</translation>
    </message>
</context>
<context>
    <name>SmallForm</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>SmallForms</name>
    <message>
        <source>核实寻人者</source>
        <translation>Check inquirer</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>怎样核实的</source>
        <translation>How it was verified</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>经过、理由</source>
        <translation>What happened, reason</translation>
    </message>
    <message>
        <source>记录联系</source>
        <translation>Note a contact</translation>
    </message>
    <message>
        <source>跟谁联系</source>
        <translation>With whom</translation>
    </message>
    <message>
        <source>说了什么</source>
        <translation>What was said</translation>
    </message>
    <message>
        <source>结束寻找</source>
        <translation>Close the inquiry</translation>
    </message>
    <message>
        <source>为什么结束</source>
        <translation>Why it ends</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remarks</translation>
    </message>
</context>
<context>
    <name>SnapCard</name>
    <message>
        <source>摄像头画面</source>
        <translation>Camera picture</translation>
    </message>
    <message>
        <source>这台电脑没有设置摄像头。按 Shift+F4 选照片文件。</source>
        <translation>No camera is set up here. Shift+F4 takes a picture file.</translation>
    </message>
    <message>
        <source>对准以后再按 F4 拍照，Esc 关闭摄像头。</source>
        <translation>F4 again takes the picture, Esc closes the camera.</translation>
    </message>
    <message>
        <source>选照片文件</source>
        <translation>From a file</translation>
    </message>
    <message>
        <source>照片 (*.jpg *.jpeg *.png)</source>
        <translation>Pictures (*.jpg *.jpeg *.png)</translation>
    </message>
    <message>
        <source>第 {0} 张照片</source>
        <translation>Picture {0}</translation>
    </message>
    <message>
        <source>摄像头没有画面。请检查连接，或按 Shift+F4 选照片文件；不拍照也可以保存。</source>
        <translation>The camera shows no picture. Check it, or take a file with Shift+F4; nothing needs a picture to be saved.</translation>
    </message>
    <message>
        <source>拍照</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>选文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Drop</translation>
    </message>
</context>
<context>
    <name>SoundField</name>
    <message>
        <source>录音</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>选文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>去掉</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>选录音文件</source>
        <translation>Choose a sound file</translation>
    </message>
    <message>
        <source>录音到了最长的时间，已经停下并保存。要继续，请另加一条。</source>
        <translation>The recording reached its longest time; it stopped and is kept. To go on, add another entry.</translation>
    </message>
    <message>
        <source>没有录到声音。请检查话筒再试。</source>
        <translation>Nothing was recorded. Check the microphone and try again.</translation>
    </message>
    <message>
        <source>正在保存录音…</source>
        <translation>Keeping the sound…</translation>
    </message>
    <message>
        <source>停止  F4</source>
        <translation>Stop  F4</translation>
    </message>
    <message>
        <source>录音  F4</source>
        <translation>Record  F4</translation>
    </message>
</context>
<context>
    <name>SourceCard</name>
    <message>
        <source>重新标定</source>
        <translation>Calibrate anew</translation>
    </message>
    <message>
        <source>照片来自</source>
        <translation>Photographs from</translation>
    </message>
    <message>
        <source>本站登记库的认定</source>
        <translation>The register</translation>
    </message>
    <message>
        <source>有标注的照片文件夹</source>
        <translation>Labelled folder</translation>
    </message>
    <message>
        <source>照片文件夹（一人一个子文件夹）</source>
        <translation>Folder (one folder a person)</translation>
    </message>
    <message>
        <source>分组名单 CSV（可不填）</source>
        <translation>Groups as CSV (optional)</translation>
    </message>
    <message>
        <source>列名 person,sex,age_group…</source>
        <translation>columns person,sex,age_group…</translation>
    </message>
    <message>
        <source>标注可疑的</source>
        <translation>Labels in doubt</translation>
    </message>
    <message>
        <source>仍算在内</source>
        <translation>Count them</translation>
    </message>
    <message>
        <source>从陌生人中去掉</source>
        <translation>Leave out</translation>
    </message>
    <message>
        <source>选择文件夹…</source>
        <translation>Choose folder…</translation>
    </message>
    <message>
        <source>选择名单…</source>
        <translation>Choose list…</translation>
    </message>
    <message>
        <source>正在看照片 {0}/{1}，可以离开本页，别关程序</source>
        <translation>Looking at photographs {0}/{1}; you may leave the page, not the program</translation>
    </message>
    <message>
        <source>正在计算</source>
        <translation>Counting</translation>
    </message>
    <message>
        <source>请先选照片文件夹。</source>
        <translation>Please choose a folder first.</translation>
    </message>
    <message>
        <source>标定进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>照片文件夹</source>
        <translation>Folder of photographs</translation>
    </message>
    <message>
        <source>分组名单</source>
        <translation>List of groups</translation>
    </message>
</context>
<context>
    <name>StandingCard</name>
    <message>
        <source>现在的标定</source>
        <translation>Calibration in use</translation>
    </message>
    <message>
        <source>本站自己的</source>
        <translation>The station's own</translation>
    </message>
    <message>
        <source>随软件发布的</source>
        <translation>Shipped</translation>
    </message>
    <message>
        <source>来自：{0}</source>
        <translation>From: {0}</translation>
    </message>
    <message>
        <source>人脸库现有 {0} 张</source>
        <translation>{0} faces on file</translation>
    </message>
    <message>
        <source>外推</source>
        <translation>continued</translation>
    </message>
    <message>
        <source>实测</source>
        <translation>counted</translation>
    </message>
    <message>
        <source>人脸库已超出标定实测的范围：两档的分数是按直线外推的，偏严。前十位照常列出，请多看照片和证件；有条件时用本站照片重新标定。</source>
        <translation>The gallery has outgrown what was counted: both scores lie on a continued line, on the strict side. The ten most alike are listed as ever; look closely at pictures and papers, and calibrate with the station's own when you can.</translation>
    </message>
    <message>
        <source>“很可能”这一档是按直线外推的，偏严；“有可能”是实测的。</source>
        <translation>"Very likely" lies on a continued line, on the strict side; "possible" was counted.</translation>
    </message>
    <message>
        <source>很可能</source>
        <translation>Very likely</translation>
    </message>
    <message>
        <source>误认陌生人 ≤ 0.1%</source>
        <translation>strangers ≤ 0.1%</translation>
    </message>
    <message>
        <source>有可能</source>
        <translation>Possible</translation>
    </message>
    <message>
        <source>误认陌生人 ≤ 1%</source>
        <translation>strangers ≤ 1%</translation>
    </message>
</context>
<context>
    <name>StateCard</name>
    <message>
        <source>备份情况</source>
        <translation>How it stands</translation>
    </message>
    <message>
        <source>备份进度</source>
        <translation>Progress of the backup</translation>
    </message>
    <message>
        <source>正在复制登记库</source>
        <translation>Copying the register</translation>
    </message>
    <message>
        <source>正在复制照片</source>
        <translation>Copying photographs</translation>
    </message>
    <message>
        <source>正在打开核对</source>
        <translation>Opening and checking</translation>
    </message>
    <message>
        <source>正在完成</source>
        <translation>Finishing</translation>
    </message>
    <message>
        <source>上次完好的备份：{0}（{1}）</source>
        <translation>Last good backup: {0} ({1})</translation>
    </message>
    <message>
        <source>日志 {0} 条，照片 {1} 张，共 {2} MB；写完后已重新打开核对。</source>
        <translation>{0} journal entries, {1} photographs, {2} MB; opened and checked after it was written.</translation>
    </message>
    <message>
        <source>还没有完好的备份</source>
        <translation>No good backup yet</translation>
    </message>
    <message>
        <source>登记照常进行；开机一分钟后会自动做第一份。</source>
        <translation>Registering goes on; the first one is made a minute after the start.</translation>
    </message>
    <message>
        <source>放在：{0}</source>
        <translation>Kept in: {0}</translation>
    </message>
    <message>
        <source>下一次：{0}</source>
        <translation>Next: {0}</translation>
    </message>
    <message>
        <source>正在备份</source>
        <translation>Running</translation>
    </message>
    <message>
        <source>没有做成</source>
        <translation>Failed</translation>
    </message>
    <message>
        <source>完好</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>还没有</source>
        <translation>None yet</translation>
    </message>
    <message>
        <source>备份和登记库在同一块磁盘上，磁盘坏了会一起丢失。请改用移动硬盘或别的电脑。</source>
        <translation>Backups lie on the same disk as the register: if it breaks, both are lost. Better use an external disk or another computer.</translation>
    </message>
    <message>
        <source>正在准备</source>
        <translation>Preparing</translation>
    </message>
    <message>
        <source>入站审批</source>
        <translation>Approval of the stay</translation>
    </message>
    <message>
        <source>未拟办</source>
        <translation>not proposed</translation>
    </message>
    <message>
        <source>{0}（等中心确认）</source>
        <translation>{0} (the centre has not confirmed)</translation>
    </message>
    <message>
        <source>两位站领导的答复不同：按有利于求助人的一个办理，请商定后按 F6 重新拟办。</source>
        <translation>Two leaders answered differently: the one that speaks for the person counts. Please agree, and propose anew with F6.</translation>
    </message>
    <message>
        <source>紧急来站，先救助；甄别、查询和审批可以以后补。</source>
        <translation>An emergency: help first. Conditions, queries and approval can follow.</translation>
    </message>
    <message>
        <source>还没有拟办，按 F6 拟办。审批前照常救助。</source>
        <translation>Nothing is proposed yet: F6 does. Until it is approved help goes on.</translation>
    </message>
    <message>
        <source>未同意不等于不予救助，照常救助；确要不予救助的，按 F11 另行拟办。</source>
        <translation>Not agreed is no refusal, and help goes on. To refuse it all the same, F11 begins a proposal of its own.</translation>
    </message>
    <message>
        <source>站领导退回，请按 F6 改写后再提交；照常救助。</source>
        <translation>A leader sent it back: F6 writes it anew. Help goes on.</translation>
    </message>
    <message>
        <source>由拟办人以外的站领导用自己的账号审批（F7）；审批前照常救助。</source>
        <translation>A leader who did not propose it answers with their own account (F7). Until then help goes on.</translation>
    </message>
    <message>
        <source>中心没有收下这份拟办（另一台电脑先办），内容在此，可以复制：{0}</source>
        <translation>The centre did not take this proposal (another desk was first). What it said may be copied: {0}</translation>
    </message>
    <message>
        <source>拟办</source>
        <translation>Proposed</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>房间</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>救助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>意见</source>
        <translation>Opinion</translation>
    </message>
    <message>
        <source>审批</source>
        <translation>Answer</translation>
    </message>
</context>
<context>
    <name>StatementsPage</name>
    <message>
        <source>对账单（xlsx、CSV，第一行是列名）</source>
        <translation>Statement (xlsx, CSV; first line: headings)</translation>
    </message>
    <message>
        <source>只看</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>对账结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>选文件</source>
        <translation>Choose file</translation>
    </message>
    <message>
        <source>写入 {0} 条</source>
        <translation>Write {0}</translation>
    </message>
    <message>
        <source>已写入 {0} 条。</source>
        <translation>{0} written down.</translation>
    </message>
    <message>
        <source>有 {0} 条没有写入，第一条在第 {1} 行：{2}</source>
        <translation>{0} were not written; the first is on line {1}: {2}</translation>
    </message>
    <message>
        <source>对账单</source>
        <translation>Statement</translation>
    </message>
    <message>
        <source>正在读取……</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>购票 {0} 元　退票 {1} 元　共 {2} 行</source>
        <translation>Bought {0} yuan   refunded {1} yuan   {2} lines</translation>
    </message>
    <message>
        <source>有 {0} 行要人看一看。</source>
        <translation>{0} lines for somebody to look at.</translation>
    </message>
    <message>
        <source>没有要看的。</source>
        <translation>Nothing to look at.</translation>
    </message>
    <message>
        <source>要看的 {0}</source>
        <translation>To look at {0}</translation>
    </message>
    <message>
        <source>新的 {0}</source>
        <translation>New {0}</translation>
    </message>
    <message>
        <source>全部 {0}</source>
        <translation>All {0}</translation>
    </message>
    <message>
        <source>行</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>凭证号</source>
        <translation>Voucher</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remarks</translation>
    </message>
</context>
<context>
    <name>StationCard</name>
    <message>
        <source>本站</source>
        <translation>This station</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>投诉电话</source>
        <translation>Complaints</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>结算账户</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>保存本站信息</source>
        <translation>Save the station</translation>
    </message>
    <message>
        <source>站点编号 {0}，不能更改。</source>
        <translation>The station code {0} cannot be changed.</translation>
    </message>
    <message>
        <source>已保存。表格和凭证从现在起都印新的内容。</source>
        <translation>Saved. Forms and vouchers carry it from now on.</translation>
    </message>
</context>
<context>
    <name>StationFacts</name>
    <message>
        <source>本站</source>
        <translation>This station</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>站点编号</source>
        <translation>Station code</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>投诉电话</source>
        <translation>Complaints</translation>
    </message>
    <message>
        <source>结算账户</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>未填写</source>
        <translation>Not filled in</translation>
    </message>
</context>
<context>
    <name>StationStep</name>
    <message>
        <source>启用本机（1/4）：救助管理站</source>
        <translation>Set-up (1/4): the station</translation>
    </message>
    <message>
        <source>站名</source>
        <translation>Name of the station</translation>
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
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>这些内容会印在表格和凭证上，请核对。</source>
        <translation>This is printed on forms and vouchers; please check it.</translation>
    </message>
    <message>
        <source>退票款只退回这里</source>
        <translation>Refunds are paid to this account only</translation>
    </message>
    <message>
        <source>已有备份？从备份恢复</source>
        <translation>Restore from a backup</translation>
    </message>
    <message>
        <source>站点编号</source>
        <translation>Station code</translation>
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
        <source>草稿已保存 {0}</source>
        <translation>Draft saved {0}</translation>
    </message>
    <message>
        <source>待发 {0}</source>
        <translation>{0} waiting</translation>
    </message>
    <message>
        <source>已连中心</source>
        <translation>Centre</translation>
    </message>
    <message>
        <source>离线</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>登记、打印照常，网络恢复后自动发送</source>
        <translation>Registering and printing go on; sent once the network is back</translation>
    </message>
    <message>
        <source>中心未收</source>
        <translation>Not taken</translation>
    </message>
    <message>
        <source>登记、打印照常；原因见“同步”</source>
        <translation>Registering and printing go on; see Sync for why</translation>
    </message>
    <message>
        <source>信箱 {0} 封待处理</source>
        <translation>{0} letters to answer</translation>
    </message>
    <message>
        <source>正在与中心核对</source>
        <translation>Speaking to the centre</translation>
    </message>
    <message>
        <source>{0} 与中心核对过</source>
        <translation>In step with the centre at {0}</translation>
    </message>
    <message>
        <source>载入中</source>
        <translation>Loading</translation>
    </message>
    <message>
        <source>正在载入本站资料，登记照常；进度见“同步”</source>
        <translation>The station's records are being loaded, registering goes on; see Sync</translation>
    </message>
    <message>
        <source>已暂停</source>
        <translation>Paused</translation>
    </message>
    <message>
        <source>载入已暂停，登记照常；在“同步”页继续</source>
        <translation>Loading is paused, work goes on; continue on the page Sync</translation>
    </message>
    <message>
        <source>本站资料只载入 {0}%，名单和检索都不全</source>
        <translation>Only {0}% of the station's file is here: lists and search lack people</translation>
    </message>
    <message>
        <source>重建人脸库已暂停 {0}</source>
        <translation>Faces: paused {0}</translation>
    </message>
    <message>
        <source>重建人脸库 {0}</source>
        <translation>Measuring faces again {0}</translation>
    </message>
</context>
<context>
    <name>StayCard</name>
    <message>
        <source>拟办入站</source>
        <translation>Propose the stay</translation>
    </message>
    <message>
        <source>基本情况（核实了什么）</source>
        <translation>Facts (what was verified)</translation>
    </message>
    <message>
        <source>特殊类别（可多选）</source>
        <translation>Special class (any number)</translation>
    </message>
    <message>
        <source>类别说明</source>
        <translation>Which</translation>
    </message>
    <message>
        <source>安排房间</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>拟提供的救助（可多选）</source>
        <translation>To be given (any number)</translation>
    </message>
    <message>
        <source>救助说明</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>经办人意见</source>
        <translation>Opinion</translation>
    </message>
    <message>
        <source>提交审批</source>
        <translation>Hand in</translation>
    </message>
</context>
<context>
    <name>StepCard</name>
    <message>
        <source>第二名工作人员</source>
        <translation>Second officer</translation>
    </message>
    <message>
        <source>电话里谁答应的</source>
        <translation>Who agreed by telephone</translation>
    </message>
    <message>
        <source>对方号码</source>
        <translation>Their number</translation>
    </message>
    <message>
        <source>时间（空着是现在）</source>
        <translation>Time (empty: now)</translation>
    </message>
    <message>
        <source>例：15:30 或 11-24 15:30</source>
        <translation>e.g. 15:30 or 11-24 15:30</translation>
    </message>
    <message>
        <source>来人和移交单上是同一人吗</source>
        <translation>Is this who the paper names?</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>1 在　2 缺　3 不符　0 其余都在</source>
        <translation>1 there  2 missing  3 differs  0 all the rest there</translation>
    </message>
    <message>
        <source>清单</source>
        <translation>List</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>这一行怎样缺、怎样不符</source>
        <translation>How this line is missing or differs</translation>
    </message>
    <message>
        <source>必填</source>
        <translation>required</translation>
    </message>
    <message>
        <source>转接</source>
        <translation>Transfer</translation>
    </message>
</context>
<context>
    <name>StepForm</name>
    <message>
        <source>下一步</source>
        <translation>Next step</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>不能确认</source>
        <translation>Not certain</translation>
    </message>
    <message>
        <source>查明本人有完全民事行为能力</source>
        <translation>Full capacity of the person found</translation>
    </message>
    <message>
        <source>怎样送达</source>
        <translation>How it was served</translation>
    </message>
    <message>
        <source>凭什么证明（签收联、挂号单号、见证人）</source>
        <translation>Proof (signed copy, letter number, witnesses)</translation>
    </message>
    <message>
        <source>有效至</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>改为哪一类事实</source>
        <translation>Corrected kind of fact</translation>
    </message>
    <message>
        <source>情况说明</source>
        <translation>What is to be said</translation>
    </message>
    <message>
        <source>Ctrl+Enter 换行</source>
        <translation>Ctrl+Enter: new line</translation>
    </message>
    <message>
        <source>保存这一步</source>
        <translation>Save step</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>看不懂这个日期，例：2027-05-26</source>
        <translation>Not a date, e.g. 2027-05-26</translation>
    </message>
    <message>
        <source>一般 {0} 个月到 {1}，最长 {2} 个月到 {3}</source>
        <translation>usually {0} months, {1}; at most {2}, {3}</translation>
    </message>
    <message>
        <source>只能提前，不能延长；不改就空着</source>
        <translation>earlier only; empty: unchanged</translation>
    </message>
    <message>
        <source>告知本人：查到什么、依据什么、可以陈述申辩。</source>
        <translation>Tell the person what was found, on what it rests, and that they may answer.</translation>
    </message>
    <message>
        <source>照本人的原话写；本人不愿说的，也写明。</source>
        <translation>In the person's own words; also if they do not wish to say anything.</translation>
    </message>
    <message>
        <source>审批人不能是提出、调查、告知或听取意见的人，也不能用同一台电脑。</source>
        <translation>Not whoever proposed, investigated, gave notice or heard the person, and not at the same computer.</translation>
    </message>
    <message>
        <source>收到异议后停止向其他站共享，15 个工作日内答复。</source>
        <translation>Sharing with other stations stops; an answer is due within 15 working days.</translation>
    </message>
    <message>
        <source>不能由原审批人复查。</source>
        <translation>Not by whoever approved it.</translation>
    </message>
    <message>
        <source>看不懂这个日期，例：2026-11-24</source>
        <translation>This date cannot be read; write it as 2026-11-24</translation>
    </message>
</context>
<context>
    <name>StepForms</name>
    <message>
        <source>开始核实</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>怎样核实（可不填）</source>
        <translation>How (may stay empty)</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>本人意愿</source>
        <translation>Own wish</translation>
    </message>
    <message>
        <source>愿不愿意让寻人者知道</source>
        <translation>Do they want the inquirer to know?</translation>
    </message>
    <message>
        <source>谁问的、怎样问的</source>
        <translation>Who asked, and how</translation>
    </message>
    <message>
        <source>本人的话、理由</source>
        <translation>Their words, reasons</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>怎样核实的</source>
        <translation>How it was verified</translation>
    </message>
    <message>
        <source>一起确认的另一位</source>
        <translation>Second officer</translation>
    </message>
    <message>
        <source>依据和经过</source>
        <translation>Evidence and what happened</translation>
    </message>
    <message>
        <source>告知寻人者</source>
        <translation>Tell inquirer</translation>
    </message>
    <message>
        <source>告诉了谁</source>
        <translation>Who was told</translation>
    </message>
    <message>
        <source>怎样说的</source>
        <translation>How</translation>
    </message>
    <message>
        <source>登记团聚</source>
        <translation>Reunited</translation>
    </message>
    <message>
        <source>怎样团聚的</source>
        <translation>How they came together</translation>
    </message>
    <message>
        <source>与谁</source>
        <translation>With whom</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>费用（元，可不填）</source>
        <translation>Cost (yuan, may stay empty)</translation>
    </message>
    <message>
        <source>经过</source>
        <translation>Course</translation>
    </message>
</context>
<context>
    <name>StreetPage</name>
    <message>
        <source>只看</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>街面遇见</source>
        <translation>Met in the street</translation>
    </message>
    <message>
        <source>以前的情况</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>结束巡查</source>
        <translation>End round</translation>
    </message>
    <message>
        <source>出发</source>
        <translation>Go out</translation>
    </message>
    <message>
        <source>新遇见</source>
        <translation>Somebody new</translation>
    </message>
    <message>
        <source>再次遇见</source>
        <translation>Met again</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>接回站内</source>
        <translation>Brought in</translation>
    </message>
    <message>
        <source>以前见过</source>
        <translation>Met before</translation>
    </message>
    <message>
        <source>不是同一人</source>
        <translation>Somebody else</translation>
    </message>
    <message>
        <source>拍照</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>选照片文件</source>
        <translation>From a file</translation>
    </message>
    <message>
        <source>取消照片</source>
        <translation>Drop picture</translation>
    </message>
    <message>
        <source>打印记录</source>
        <translation>Print sheet</translation>
    </message>
    <message>
        <source>巡查中：{0}</source>
        <translation>Out: {0}</translation>
    </message>
    <message>
        <source>没有进行中的巡查。按 F2 出发；也可以直接按 F3 登记。</source>
        <translation>No round is under way. F2 goes out; F3 writes somebody down all the same.</translation>
    </message>
    <message>
        <source>再去看 {0}</source>
        <translation>Look again {0}</translation>
    </message>
    <message>
        <source>本次 {0}</source>
        <translation>This round {0}</translation>
    </message>
    <message>
        <source>见过 {0}</source>
        <translation>Met {0}</translation>
    </message>
    <message>
        <source>没有要再去看的人。</source>
        <translation>Nobody is to be looked for.</translation>
    </message>
    <message>
        <source>这次还没有遇见人。</source>
        <translation>Nobody was met on this round yet.</translation>
    </message>
    <message>
        <source>近一年没有遇见过人。</source>
        <translation>Nobody was met within a year.</translation>
    </message>
    <message>
        <source>再次遇见：{0}</source>
        <translation>Met again: {0}</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>谁</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>地点 / 时间</source>
        <translation>Place / time</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>再看</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>更正巡查</source>
        <translation>Correct round</translation>
    </message>
</context>
<context>
    <name>TableCard</name>
    <message>
        <source>误认率 × 人脸库大小：达到的分数</source>
        <translation>Stranger rate × gallery size: the score</translation>
    </message>
    <message>
        <source>误认率</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>* 没有数到这么少，按直线外推。</source>
        <translation>* Fewer than could be counted: the line goes on. </translation>
    </message>
    <message>
        <source>下行是 95% 区间（按人重抽，因为同一个人的许多对照片互相牵连）。</source>
        <translation>Beneath: 95 % intervals, by drawing people, since pairs of one person depend on each other.</translation>
    </message>
</context>
<context>
    <name>TablesView</name>
    <message>
        <source>表</source>
        <translation>Tables</translation>
    </message>
    <message>
        <source>人次</source>
        <translation>Stays</translation>
    </message>
    <message>
        <source>人数</source>
        <translation>Persons</translation>
    </message>
    <message>
        <source>本月数字</source>
        <translation>Figures of the month</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>About</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>{0}：{1} 人次，{2} 人。{3}。</source>
        <translation>{0}: {1} stays, {2} persons. {3}.</translation>
    </message>
</context>
<context>
    <name>TextField</name>
    <message>
        <source>这一项最多 {0} 个字。</source>
        <translation>At most {0} characters here.</translation>
    </message>
    <message>
        <source>粘贴的内容有 {0} 个字，这一项放不下，已原样放进“情况描述”。</source>
        <translation>{0} characters were pasted; they have no room here and were put into "What happened" as they are.</translation>
    </message>
    <message>
        <source>粘贴的内容有 {0} 个字，这一项放不下（最多 {1} 个字），没有填入。</source>
        <translation>{0} characters were pasted; they have no room here (at most {1}) and were not put in.</translation>
    </message>
</context>
<context>
    <name>TextForm</name>
    <message>
        <source>写函件</source>
        <translation>Write</translation>
    </message>
    <message>
        <source>函件</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>按数字选择</source>
        <translation>choose by digit</translation>
    </message>
    <message>
        <source>请选择函件。</source>
        <translation>Please choose a letter.</translation>
    </message>
    <message>
        <source>疑似被拐、被遗弃、走失的未成年人：公安同意后才发布。</source>
        <translation>A minor who may have been trafficked, abandoned or lost: nothing is published before the police agree.</translation>
    </message>
    <message>
        <source>未成年人的公告不印全名、具体地点、健康、口音和习惯，这些只留在寻亲登记里。</source>
        <translation>A minor's notice prints neither the whole name nor place, health, accent and habits; they stay in the tracing record.</translation>
    </message>
    <message>
        <source>保存函件</source>
        <translation>Save the letter</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>TimelineCard</name>
    <message>
        <source>来站经过</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>还没有来站记录。</source>
        <translation>No visit yet.</translation>
    </message>
    <message>
        <source>在站</source>
        <translation>Here</translation>
    </message>
    <message>
        <source>文书</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>{0} 的文书</source>
        <translation>Papers of {0}</translation>
    </message>
    <message>
        <source>未记录告知和同意</source>
        <translation>No notice or consent recorded</translation>
    </message>
    <message>
        <source>{0}　登记：{1}</source>
        <translation>{0}　Registered by {1}</translation>
    </message>
    <message>
        <source>凭证</source>
        <translation>Voucher</translation>
    </message>
    <message>
        <source>凭证已作废</source>
        <translation>Void voucher</translation>
    </message>
    <message>
        <source>{0}　作废原因：{1}</source>
        <translation>{0}　Void because: {1}</translation>
    </message>
    <message>
        <source>{0} 离站</source>
        <translation>Left {0}</translation>
    </message>
    <message>
        <source>来站：{0}</source>
        <translation>Came by: {0}</translation>
    </message>
    <message>
        <source>撤销离站</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>登记人 {0}</source>
        <translation>Taken in by {0}</translation>
    </message>
    <message>
        <source>临时编号 {0}</source>
        <translation>temporary number {0}</translation>
    </message>
    <message>
        <source>紧急登记</source>
        <translation>Emergency</translation>
    </message>
    <message>
        <source>已撤销：{0} · {1}</source>
        <translation>Taken back: {0} · {1}</translation>
    </message>
    <message>
        <source>拟办 {0} {1}</source>
        <translation>proposed by {0} {1}</translation>
    </message>
    <message>
        <source>更早的在站服务 {0} 条</source>
        <translation>{0} earlier services</translation>
    </message>
    <message>
        <source>甄别审批</source>
        <translation>Checks</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>只看</source>
        <translation>Only</translation>
    </message>
    <message>
        <source>今日事项</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>添加事项</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>负责人</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>寒冷天气</source>
        <translation>Cold weather</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>延长</source>
        <translation>Extend</translation>
    </message>
    <message>
        <source>办结</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>寒冷天气已过</source>
        <translation>The cold is over</translation>
    </message>
    <message>
        <source>全部 {0}</source>
        <translation>All {0}</translation>
    </message>
    <message>
        <source>超期 {0}</source>
        <translation>Overdue {0}</translation>
    </message>
    <message>
        <source>今天到期 {0}</source>
        <translation>Due today {0}</translation>
    </message>
    <message>
        <source>我负责 {0}</source>
        <translation>Mine {0}</translation>
    </message>
    <message>
        <source>剩余时间</source>
        <translation>Time left</translation>
    </message>
    <message>
        <source>姓名 / 编号</source>
        <translation>Name / case</translation>
    </message>
    <message>
        <source>事项与依据</source>
        <translation>Matter and ground</translation>
    </message>
    <message>
        <source>没有待办事项。</source>
        <translation>Nothing is to be done.</translation>
    </message>
    <message>
        <source>转接</source>
        <translation>Transfers</translation>
    </message>
    <message>
        <source>函件</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>回访</source>
        <translation>Follow-up</translation>
    </message>
    <message>
        <source>这一项别处已经办结，或人已离站；没有保存的内容没有采用。</source>
        <translation>This was closed at another desk, or the person has left; what was not saved is not used.</translation>
    </message>
    <message>
        <source>只列出最急的 {0} 项，另有 {1} 项。</source>
        <translation>Only the {0} most urgent are listed; there are {1} more.</translation>
    </message>
</context>
<context>
    <name>ToldCard</name>
    <message>
        <source>拟办内容</source>
        <translation>Proposal</translation>
    </message>
    <message>
        <source>登记表上“{0}”填的是“是”，与这里的理由不一致，请核对。</source>
        <translation>The registration says yes to "{0}", which does not fit this ground. Please check.</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Ground</translation>
    </message>
    <message>
        <source>事实</source>
        <translation>Facts</translation>
    </message>
    <message>
        <source>紧急帮助</source>
        <translation>Emergency help</translation>
    </message>
    <message>
        <source>其他途径</source>
        <translation>Other ways</translation>
    </message>
    <message>
        <source>拟办</source>
        <translation>Proposed</translation>
    </message>
    <message>
        <source>本人意见</source>
        <translation>Said to it</translation>
    </message>
</context>
<context>
    <name>TransfersPage</name>
    <message>
        <source>只看</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>转接</source>
        <translation>Transfers</translation>
    </message>
    <message>
        <source>扫转接单上的码</source>
        <translation>Scan the code on the paper</translation>
    </message>
    <message>
        <source>回车查看</source>
        <translation>Enter looks</translation>
    </message>
    <message>
        <source>备好</source>
        <translation>Keep the file</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>备好转接</source>
        <translation>Prepare a transfer</translation>
    </message>
    <message>
        <source>扫码</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>接送函</source>
        <translation>Letter</translation>
    </message>
    <message>
        <source>送出 {0}</source>
        <translation>Going out {0}</translation>
    </message>
    <message>
        <source>接收 {0}</source>
        <translation>Coming {0}</translation>
    </message>
    <message>
        <source>{0}：{1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>转接已备好，按 F9 送出。</source>
        <translation>The transfer is prepared; F9 sends it.</translation>
    </message>
    <message>
        <source>姓名 / 编号</source>
        <translation>Name / number</translation>
    </message>
    <message>
        <source>从 → 到</source>
        <translation>From → to</translation>
    </message>
    <message>
        <source>计划</source>
        <translation>Planned</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>这里还没有转接。送出：在站人员里选一个人，按 Ctrl+F6。</source>
        <translation>No transfers yet. To send somebody: choose them among the people here, Ctrl+F6.</translation>
    </message>
    <message>
        <source>这里还没有转接。给 {0} 备好转接按 F2。</source>
        <translation>No transfers yet. F2 prepares one for {0}.</translation>
    </message>
    <message>
        <source>上次填到一半的还在这里。</source>
        <translation>What was half filled in the last time is still here.</translation>
    </message>
</context>
<context>
    <name>TravellerCard</name>
    <message>
        <source>照片</source>
        <translation>Photograph</translation>
    </message>
</context>
<context>
    <name>TravelsCard</name>
    <message>
        <source>各站往来</source>
        <translation>All stations</translation>
    </message>
    <message>
        <source>只列事实，来得多不说明任何问题，也不影响救助。</source>
        <translation>Facts only; coming often says nothing about anybody and never affects help.</translation>
    </message>
    <message>
        <source>紧急情况还没有答完，先处理急需，再看往来。</source>
        <translation>The urgent questions are not all answered: first see to urgent need.</translation>
    </message>
    <message>
        <source>急需已处理，显示</source>
        <translation>Seen to, show</translation>
    </message>
    <message>
        <source>还有更早的 {0} 次</source>
        <translation>and {0} earlier</translation>
    </message>
</context>
<context>
    <name>TravelsMap</name>
    <message>
        <source>各站位置示意图</source>
        <translation>Sketch of where the stations lie</translation>
    </message>
    <message>
        <source>示意图，只标站点位置，不表示边界</source>
        <translation>A sketch of places, not of borders</translation>
    </message>
</context>
<context>
    <name>UndoForm</name>
    <message>
        <source>撤销哪一步</source>
        <translation>Which step to undo</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>请选择。</source>
        <translation>Please choose.</translation>
    </message>
</context>
<context>
    <name>UndoLine</name>
    <message>
        <source>撤回的理由</source>
        <translation>Why is it taken back?</translation>
    </message>
    <message>
        <source>Enter 撤回，Esc 返回</source>
        <translation>Enter does it, Esc goes back</translation>
    </message>
</context>
<context>
    <name>UrgentChoices</name>
    <message>
        <source>有什么紧急情况</source>
        <translation>What is urgent</translation>
    </message>
</context>
<context>
    <name>VisitsCard</name>
    <message>
        <source>来站经过</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>危重、外伤等紧急情况答完后，这里显示来站经过。</source>
        <translation>Visits are shown here once the urgent questions (illness, injury …) are answered.</translation>
    </message>
    <message>
        <source>还有更早的 {0} 次</source>
        <translation>and {0} earlier</translation>
    </message>
    <message>
        <source>这一次</source>
        <translation>this one</translation>
    </message>
    <message>
        <source>没有记录</source>
        <translation>none on file</translation>
    </message>
</context>
<context>
    <name>VoidCard</name>
    <message>
        <source>作废凭证</source>
        <translation>Void the voucher</translation>
    </message>
    <message>
        <source>作废的原因</source>
        <translation>Why is it void?</translation>
    </message>
    <message>
        <source>票号不再使用</source>
        <translation>The serial never comes back</translation>
    </message>
    <message>
        <source>确认作废</source>
        <translation>Void it</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>VouchersPage</name>
    <message>
        <source>预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>另选人员</source>
        <translation>Somebody else</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>另存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>开具</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>这次来站已经离站，不能再开凭证；可以补打。</source>
        <translation>This visit has ended: no new voucher; reprints are possible.</translation>
    </message>
    <message>
        <source>您的岗位可以查看凭证，不能开具。</source>
        <translation>Your role may look at vouchers, not issue them.</translation>
    </message>
    <message>
        <source>开具以后在这里预览</source>
        <translation>The preview comes after issuing</translation>
    </message>
    <message>
        <source>已开具 {0}，按 F8 打印。</source>
        <translation>Issued {0}; F8 prints.</translation>
    </message>
    <message>
        <source>凭证 {0} 已作废。</source>
        <translation>Voucher {0} is void.</translation>
    </message>
    <message>
        <source>返乡乘车凭证</source>
        <translation>Return-travel vouchers</translation>
    </message>
    <message>
        <source>对账单</source>
        <translation>Statement</translation>
    </message>
</context>
<context>
    <name>WaitingCard</name>
    <message>
        <source>没填完的登记</source>
        <translation>Unfinished arrivals</translation>
    </message>
    <message>
        <source>按数字或 Enter 接着填，Esc 返回</source>
        <translation>Digit or Enter goes on, Esc goes back</translation>
    </message>
    <message>
        <source>还有 {0} 份更早的</source>
        <translation>{0} earlier ones</translation>
    </message>
</context>
<context>
    <name>WaitingRow</name>
    <message>
        <source>照片</source>
        <translation>Photograph</translation>
    </message>
    <message>
        <source>接着填</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>不要了</source>
        <translation>Throw away</translation>
    </message>
    <message>
        <source>同事没填完的登记</source>
        <translation>A colleague's unfinished arrival</translation>
    </message>
    <message>
        <source>姓名未填</source>
        <translation>No name yet</translation>
    </message>
    <message>
        <source>{0} · {1}，打开会留下记录</source>
        <translation>{0} · {1}, opening is logged</translation>
    </message>
    <message>
        <source>{0} · {1}</source>
        <translation>{0} · {1}</translation>
    </message>
    <message>
        <source>紧急登记，未保存</source>
        <translation>Emergency, not saved</translation>
    </message>
    <message>
        <source>紧急：{0}，未保存</source>
        <translation>Emergency: {0}; not saved</translation>
    </message>
</context>
<context>
    <name>WhoCard</name>
    <message>
        <source>最近的照片</source>
        <translation>Last photograph</translation>
    </message>
    <message>
        <source>姓名不详</source>
        <translation>Name unknown</translation>
    </message>
    <message>
        <source>以前的照片</source>
        <translation>Earlier photograph</translation>
    </message>
    <message>
        <source>无名氏</source>
        <translation>No name</translation>
    </message>
    <message>
        <source>由 {0} 份档案认定为同一人</source>
        <translation>{0} files decided to be one person</translation>
    </message>
    <message>
        <source>本站来站 {0} 次</source>
        <translation>{0} visits here</translation>
    </message>
</context>
<context>
    <name>WhoSide</name>
    <message>
        <source>照片</source>
        <translation>Photograph</translation>
    </message>
    <message>
        <source>来站第 {0} 天</source>
        <translation>day {0} here</translation>
    </message>
    <message>
        <source>没有记录，Enter 添加</source>
        <translation>nothing noted; Enter adds</translation>
    </message>
    <message>
        <source>{0}：{1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>{0} 处有标记</source>
        <translation>Places with marks: {0}</translation>
    </message>
    <message>
        <source>，{0} 处没写部位</source>
        <translation>, {0} without a place</translation>
    </message>
</context>
<context>
    <name>WithdrawCard</name>
    <message>
        <source>撤回人脸识别的同意</source>
        <translation>Withdraw consent to face recognition</translation>
    </message>
    <message>
        <source>凭同意留下的人脸特征会在本机、本站其他电脑和中心删除，不能恢复。照片和档案依法保留。</source>
        <translation>Face templates that rest on the consent are deleted here, on the station's other machines and at the centre, for good. Photographs and the file are kept by law.</translation>
    </message>
    <message>
        <source>撤回同意</source>
        <translation>Withdraw consent</translation>
    </message>
    <message>
        <source>提出方式</source>
        <translation>How it was made</translation>
    </message>
    <message>
        <source>怎样提出的（谁代为提出、什么时候；可不填）</source>
        <translation>Details (on whose behalf, when; may stay empty)</translation>
    </message>
    <message>
        <source>请选择。</source>
        <translation>Please choose.</translation>
    </message>
</context>
<context>
    <name>WorkbenchPage</name>
    <message>
        <source>线索</source>
        <translation>Clues</translation>
    </message>
    <message>
        <source>疑似匹配</source>
        <translation>Possible matches</translation>
    </message>
    <message>
        <source>范围和设想</source>
        <translation>Regions and hypotheses</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next steps</translation>
    </message>
    <message>
        <source>访谈、联系和查询</source>
        <translation>Interviews, contacts, queries</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>加线索</source>
        <translation>Clue</translation>
    </message>
    <message>
        <source>记访谈</source>
        <translation>Interview</translation>
    </message>
    <message>
        <source>缩小范围</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>设想 / 结论</source>
        <translation>Hypothesis</translation>
    </message>
    <message>
        <source>记联系</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>停止播放</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>听录音</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>还没有选定来站记录。请从在站人员（Alt+2）里选一个人。</source>
        <translation>No visit is chosen. Choose somebody under In the station (Alt+2).</translation>
    </message>
    <message>
        <source>没有发现相符的寻人登记。有新的登记或线索时自动再比对。</source>
        <translation>No inquiry was found that fits. New inquiries and clues are compared by themselves.</translation>
    </message>
    <message>
        <source>还没有线索。按 F2 或 Ins 添加。</source>
        <translation>No clues yet. F2 or Ins adds one.</translation>
    </message>
    <message>
        <source>还没有范围和设想。F4 缩小范围，F6 写设想。</source>
        <translation>No regions or hypotheses yet. F4 narrows a region, F6 writes a hypothesis.</translation>
    </message>
    <message>
        <source>没有要办的事项。</source>
        <translation>Nothing is due.</translation>
    </message>
    <message>
        <source>还没有访谈和联系。</source>
        <translation>No interviews or contacts yet.</translation>
    </message>
    <message>
        <source>看全文</source>
        <translation>Read</translation>
    </message>
</context>
<context>
    <name>Writing</name>
    <message>
        <source>寒冷天气预警已取消。</source>
        <translation>The warning of cold is taken back.</translation>
    </message>
    <message>
        <source>已标为记录有误，原记录保留。</source>
        <translation>Marked as wrong; the entry stays on file.</translation>
    </message>
    <message>
        <source>请选择。</source>
        <translation>Please choose.</translation>
    </message>
    <message>
        <source>寒冷天气已登记。</source>
        <translation>The cold weather is written down.</translation>
    </message>
    <message>
        <source>{0}：{1}。</source>
        <translation>{0}: {1}.</translation>
    </message>
    <message>
        <source>已批准发布。发布后按 F6 登记。</source>
        <translation>Approved. Press F6 once it is published.</translation>
    </message>
    <message>
        <source>函件已保存。按 F8 打印，发出后按 F6 登记。</source>
        <translation>The letter is saved. F8 prints it; press F6 once it has gone.</translation>
    </message>
    <message>
        <source>已登记发出，今日事项里相应的一项已办结。</source>
        <translation>Noted as sent; the matter in today's list is closed by it.</translation>
    </message>
    <message>
        <source>已登记发出。</source>
        <translation>Noted as sent.</translation>
    </message>
    <message>
        <source>复函已登记。</source>
        <translation>The answer is noted.</translation>
    </message>
    <message>
        <source>已撤回，原来的登记保留。</source>
        <translation>Taken back; the entry stays on file.</translation>
    </message>
    <message>
        <source>
已登记：{0}（{1}）。再登记的以后一次为准。</source>
        <translation>
On file: {0} ({1}). What is written last counts.</translation>
    </message>
    <message>
        <source>回访函已写好。按 F8 打印，寄出后按 F6 登记。</source>
        <translation>The letter is written. F8 prints it; once it went, F6 notes that.</translation>
    </message>
    <message>
        <source>已登记寄出 {0} 份，今日事项里相应的事项已办结。</source>
        <translation>{0} noted as sent; what they close in today's list is closed.</translation>
    </message>
    <message>
        <source>请按 1 到 4 选择结果。</source>
        <translation>Press 1 to 4 for the result.</translation>
    </message>
    <message>
        <source>回执已登记：{0}。</source>
        <translation>Slip noted: {0}.</translation>
    </message>
    <message>
        <source>按错了</source>
        <translation>Wrong key</translation>
    </message>
</context>
<context>
    <name>WroteForm</name>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>看不懂这个日期，例：2026-11-24</source>
        <translation>This date cannot be read; write it as 2026-11-24</translation>
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
        <translation>Nobody found for "{0}". Try a name, initials, a number or a phone.</translation>
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
    <message>
        <source>约 {0} 岁</source>
        <translation>about {0}</translation>
    </message>
    <message>
        <source>按键 {0}</source>
        <translation>Key {0}</translation>
    </message>
    <message>
        <source>编号相符：{0}</source>
        <translation>case {0}</translation>
    </message>
    <message>
        <source>{0}：{1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>他站 {0}</source>
        <translation>Station {0}</translation>
    </message>
    <message>
        <source>他省查询“{0}”</source>
        <translation>National search "{0}"</translation>
    </message>
</context>
<context>
    <name>_Dated</name>
    <message>
        <source>看不懂这个日期，例：2026-11-24</source>
        <translation>This date cannot be read; write it as 2026-11-24</translation>
    </message>
</context>
<context>
    <name>_Form</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>用途</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>按 ↓ 选</source>
        <translation>↓ to choose</translation>
    </message>
</context>
<context>
    <name>_Offers</name>
    <message>
        <source>可选的地名</source>
        <translation>Places to choose from</translation>
    </message>
</context>
<context>
    <name>beds</name>
    <message>
        <source>建议</source>
        <translation>suggested</translation>
    </message>
    <message>
        <source>{0} 起</source>
        <translation>since {0}</translation>
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
<context>
    <name>outcome</name>
    <message>
        <source>流落时间</source>
        <translation>On the road since</translation>
    </message>
    <message>
        <source>何时起</source>
        <translation>since when</translation>
    </message>
    <message>
        <source>低保 / 特困（五保）</source>
        <translation>Allowances</translation>
    </message>
    <message>
        <source>查询情况，每行一次</source>
        <translation>Queries made, one a line</translation>
    </message>
    <message>
        <source>例：公安人口库：查无此人</source>
        <translation>e.g. police register: not found</translation>
    </message>
    <message>
        <source>登记结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>第二经办人</source>
        <translation>Second handler</translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>接待登记</source>
        <translation>Arrivals</translation>
    </message>
    <message>
        <source>在站人员</source>
        <translation>Staying</translation>
    </message>
    <message>
        <source>返乡凭证</source>
        <translation>Vouchers</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>人员档案</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>文书</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>设备检查</source>
        <translation>Check machine</translation>
    </message>
    <message>
        <source>备份</source>
        <translation>Backups</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>他站索引卡</source>
        <translation>Index card of another station</translation>
    </message>
    <message>
        <source>他省查询</source>
        <translation>National search</translation>
    </message>
    <message>
        <source>保存期满</source>
        <translation>Period over</translation>
    </message>
    <message>
        <source>他站档案</source>
        <translation>Another station's file</translation>
    </message>
    <message>
        <source>比对</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>人脸标定</source>
        <translation>Face calibration</translation>
    </message>
    <message>
        <source>重点甄别</source>
        <translation>Blacklist</translation>
    </message>
    <message>
        <source>权利请求</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>监督</source>
        <translation>Oversight</translation>
    </message>
    <message>
        <source>寄存</source>
        <translation>Belongings</translation>
    </message>
    <message>
        <source>床位</source>
        <translation>Beds</translation>
    </message>
    <message>
        <source>房间设置</source>
        <translation>Rooms</translation>
    </message>
    <message>
        <source>交接班</source>
        <translation>Shift handover</translation>
    </message>
    <message>
        <source>月报</source>
        <translation>Monthly</translation>
    </message>
    <message>
        <source>旧登记导入</source>
        <translation>Old register</translation>
    </message>
    <message>
        <source>今日</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>对账单</source>
        <translation>Statement</translation>
    </message>
    <message>
        <source>甄别与审批</source>
        <translation>Checks and approval</translation>
    </message>
    <message>
        <source>函件</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>补录</source>
        <translation>Key in again</translation>
    </message>
    <message>
        <source>数据包</source>
        <translation>Package</translation>
    </message>
    <message>
        <source>年度归档</source>
        <translation>Yearly archive</translation>
    </message>
    <message>
        <source>整卷打印</source>
        <translation>Print whole file</translation>
    </message>
    <message>
        <source>街面巡查</source>
        <translation>Street rounds</translation>
    </message>
    <message>
        <source>转接</source>
        <translation>Transfers</translation>
    </message>
    <message>
        <source>寻亲</source>
        <translation>Find kin</translation>
    </message>
    <message>
        <source>寻人登记</source>
        <translation>Inquiry</translation>
    </message>
    <message>
        <source>发布包</source>
        <translation>Publish pack</translation>
    </message>
    <message>
        <source>导入寻人登记</source>
        <translation>Take in inquiries</translation>
    </message>
    <message>
        <source>回访</source>
        <translation>Follow-up</translation>
    </message>
    <message>
        <source>团聚与回访</source>
        <translation>Reunions</translation>
    </message>
</context>
</TS>
